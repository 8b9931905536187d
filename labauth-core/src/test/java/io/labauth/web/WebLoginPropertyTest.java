package io.labauth.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.labauth.web.LoginStep.SignedIn;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/** Whatever browsers, nodes and the time do: a login succeeds if and only if it is the browser's own, unused and young enough. */
class WebLoginPropertyTest {
    private static final int BROWSERS = 3;
    /** As many as a browser keeps at once. */
    private static final int LOGINS_OF_A_BROWSER = FlowCookies.SLOTS;

    /** Something that happens: browser {@code browser} begins a login, opens the callback of the {@code login}-th, or time passes. */
    record Event(Kind kind, int browser, int login, int seconds) {}

    enum Kind {
        BEGIN,
        OPEN,
        OPEN_WITH_OLD_COOKIES,
        WAIT
    }

    private record Login(int browser, Instant startedAt, String callback, CookieJar cookies) {}

    @Property(tries = 1000)
    void login_succeedsIfAndOnlyIfSameBrowserSameFlowUnusedAndYoung(
            @ForAll boolean withState, @ForAll("events") @Size(min = 1, max = 40) List<Event> events) {
        Site site = withState ? Site.withState() : Site.withPath();
        List<CookieJar> browsers = List.of(new CookieJar(), new CookieJar(), new CookieJar());
        List<Login> logins = new ArrayList<>();
        Set<Login> used = new HashSet<>();
        for (Event event : events) {
            CookieJar browser = browsers.get(event.browser());
            switch (event.kind()) {
                case WAIT -> site.pass(Duration.ofSeconds(event.seconds()));
                case BEGIN -> {
                    if (logins.stream()
                                    .filter(login -> login.browser() == event.browser())
                                    .count()
                            < LOGINS_OF_A_BROWSER) {
                        logins.add(begin(site, browser, event.browser()));
                    }
                }
                case OPEN, OPEN_WITH_OLD_COOKIES -> {
                    if (!logins.isEmpty()) {
                        Login login = logins.get(event.login() % logins.size());
                        boolean replay = event.kind() == Kind.OPEN_WITH_OLD_COOKIES;
                        boolean own = replay || login.browser() == event.browser();
                        boolean young = Duration.between(login.startedAt(), site.instant())
                                        .compareTo(Duration.ofSeconds(690))
                                <= 0;
                        boolean expected = own && young && !used.contains(login);

                        boolean signedIn =
                                Site.open(site.node(), replay ? login.cookies().copy() : browser, login.callback())
                                        instanceof SignedIn;

                        assertThat(signedIn).as(event.toString()).isEqualTo(expected);
                        if (signedIn) {
                            used.add(login);
                        }
                    }
                }
            }
        }
        assertThat(site.provider.exchanges()).isEqualTo(used.size());
    }

    @Provide
    Arbitrary<List<Event>> events() {
        return Combinators.combine(
                        Arbitraries.of(Kind.class),
                        Arbitraries.integers().between(0, BROWSERS - 1),
                        Arbitraries.integers().between(0, 14),
                        Arbitraries.of(0, 1, 59, 300, 600))
                .as(Event::new)
                .list();
    }

    private static Login begin(Site site, CookieJar browser, int number) {
        browser.cookies.keySet().removeIf(name -> name.endsWith("-count"));
        Instant startedAt = site.instant();
        String callback = StubProvider.callback(Site.start(site.node(), browser, null), "Ada");
        return new Login(number, startedAt, callback, browser.copy());
    }
}
