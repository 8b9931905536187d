package io.labauth.web;

import static io.labauth.web.Site.open;
import static io.labauth.web.Site.reason;
import static io.labauth.web.Site.start;
import static io.labauth.web.Site.user;
import static io.labauth.web.StubProvider.callback;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.labauth.AuthorizationException;
import io.labauth.Callback;
import io.labauth.ForwardingLoginProvider;
import io.labauth.LoginProvider;
import io.labauth.PendingLogin;
import io.labauth.web.LoginStep.Redirect;
import io.labauth.web.LoginStep.Refused;
import io.labauth.web.LoginStep.SignedIn;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebLoginTest {
    private final CookieJar victim = new CookieJar();
    private final CookieJar attacker = new CookieJar();

    static Stream<Site> sites() {
        return Stream.of(Site.withPath(), Site.withState());
    }

    @ParameterizedTest
    @MethodSource("sites")
    void login_whenFinishedInTheBrowserThatBeganIt_givesTheUserAndTheWantedPage(Site site) {
        LoginStep<String> begun = start(site.node(), victim, "/notebooks?page=2");

        LoginStep<String> step = open(site.node(), victim, callback(begun, "Ada"));

        assertThat(user(step)).isEqualTo("Ada");
        assertThat(((SignedIn<String>) step).location()).hasToString("https://lab.example.org/notebooks?page=2");
    }

    @Test
    void cookie_ofABaseUrlWithHttps_isBoundToTheHost() {
        LoginStep<String> begun = Site.withPath().node().start(null, List.of());

        assertThat(begun.cookies())
                .singleElement()
                .asString()
                .startsWith("__Host-labauth-flow-")
                .endsWith("; Path=/; Max-Age=600; HttpOnly; SameSite=Lax; Secure");
    }

    @Test
    void cookie_ofABaseUrlOnLoopback_isNotSecure() {
        Site site = Site.withPath();
        WebLogin<String> login = WebLogin.builder(site.provider, URI.create("http://127.0.0.1:8080"), site.keys)
                .build();

        assertThat(login.start(null, List.of()).cookies())
                .singleElement()
                .asString()
                .startsWith("labauth-flow-")
                .doesNotContain("Secure");
    }

    @ParameterizedTest
    @MethodSource("sites")
    void fiveFlows_withTheLongestReturnTo_fitIntoFourKilobytes(Site site) {
        for (int tab = 0; tab < 20; tab++) {
            start(site.node(), victim, "/" + "x".repeat(255));
        }

        assertThat(victim.flows()).isEqualTo(5);
        assertThat(victim.headers().get(0).length()).isLessThan(4096);
    }

    @ParameterizedTest
    @MethodSource("sites")
    void tabs_whenFinishedInAnotherOrder_eachLandWhereTheyMeantTo(Site site) {
        List<LoginStep<String>> tabs = Stream.of("/a", "/b", "/c")
                .map(page -> start(site.node(), victim, page))
                .toList();

        List<String> pages = Stream.of(2, 0, 1)
                .map(tab -> open(site.node(), victim, callback(tabs.get(tab), "Ada")))
                .map(step -> ((SignedIn<String>) step).location().getPath())
                .toList();

        assertThat(pages).containsExactly("/c", "/a", "/b");
    }

    @ParameterizedTest
    @MethodSource("sites")
    void manyTabs_leaveTheLastFiveLogins(Site site) {
        List<LoginStep<String>> tabs = new ArrayList<>();
        for (int tab = 0; tab < 20; tab++) {
            tabs.add(start(site.node(), victim, null));
            site.pass(Duration.ofSeconds(1));
        }

        assertThat(reason(open(site.node(), victim, callback(tabs.get(14), "Ada"))))
                .isEqualTo(Refusal.NOT_BEGUN_HERE);
        for (int tab = 15; tab < 20; tab++) {
            assertThat(user(open(site.node(), victim, callback(tabs.get(tab), "Ada"))))
                    .isEqualTo("Ada");
        }
    }

    @ParameterizedTest
    @MethodSource("sites")
    void callbackOfAnAttacker_isRefusedAndTheVictimsOwnLoginGoesOn(Site site) {
        String attackers = callback(start(site.node(), attacker, null), "Mallory");

        assertThat(reason(open(site.node(), victim, attackers))).isEqualTo(Refusal.NO_COOKIE);
        String victims = callback(start(site.node(), victim, null), "Ada");
        assertThat(reason(open(site.node(), victim, attackers))).isEqualTo(Refusal.NOT_BEGUN_HERE);

        assertThat(site.provider.exchanges()).isZero();
        assertThat(user(open(site.node(), victim, victims))).isEqualTo("Ada");
    }

    @ParameterizedTest
    @MethodSource("sites")
    void codeOfAnAttacker_splicedOntoTheVictimsCallbackByTheAttacker_isRefused(Site site) {
        start(site.node(), attacker, null);
        String spliced = callback(start(site.node(), victim, null), "Mallory");

        assertThat(reason(open(site.node(), attacker, spliced))).isEqualTo(Refusal.NOT_BEGUN_HERE);
        assertThat(site.provider.exchanges()).isZero();
    }

    @ParameterizedTest
    @MethodSource("sites")
    void replay_ofCallbackAndCookie_isRefused(Site site) {
        String callback = callback(start(site.node(), victim, null), "Ada");
        CookieJar stolen = victim.copy();
        open(site.node(), victim, callback);

        assertThat(reason(open(site.node(), stolen, callback))).isEqualTo(Refusal.ALREADY_USED);
        assertThat(site.provider.exchanges()).isOne();
    }

    @ParameterizedTest
    @MethodSource("sites")
    void race_ofOneCallbackOnTwoNodes_hasOneExchangeAndOneSuccessInEachOfAThousandRounds(Site site) {
        List<WebLogin<String>> nodes = List.of(site.node(), site.node());
        for (int round = 1; round <= 1000; round++) {
            CookieJar browser = new CookieJar();
            String callback = callback(start(nodes.get(0), browser, null), "Ada");
            CountDownLatch go = new CountDownLatch(1);

            List<CompletableFuture<LoginStep<String>>> answers = nodes.stream()
                    .map(node -> CompletableFuture.supplyAsync(() -> {
                        awaitUninterruptibly(go);
                        return open(node, browser.copy(), callback);
                    }))
                    .toList();
            go.countDown();

            assertThat(answers.stream().map(CompletableFuture::join).filter(SignedIn.class::isInstance))
                    .hasSize(1);
            assertThat(site.provider.exchanges()).isEqualTo(round);
            site.pass(Duration.ofSeconds(1));
        }
    }

    @ParameterizedTest
    @MethodSource("sites")
    void refresh_ofTheCallback_leadsToTheWantedPageWithoutAnotherExchange(Site site) {
        String callback = callback(start(site.node(), victim, "/wanted"), "Ada");
        open(site.node(), victim, callback);

        LoginStep<String> again = open(site.node(), victim, callback);

        assertThat(again).isEqualTo(new Redirect<>(URI.create("https://lab.example.org/wanted"), List.of()));
        assertThat(site.provider.exchanges()).isOne();
    }

    @ParameterizedTest
    @MethodSource("sites")
    void login_olderThanItsLifetimeAndTheClocksDifference_isExpired(Site site) {
        String callback = callback(start(site.node(), victim, "/wanted"), "Ada");

        site.pass(WebLogin.LIFETIME.plusSeconds(90).plusMillis(1));

        LoginStep<String> step = open(site.node(), victim, callback);
        assertThat(reason(step)).isEqualTo(Refusal.EXPIRED);
        assertThat(((Refused<String>) step).startAgain())
                .hasToString("https://lab.example.org/login?returnTo=%2Fwanted");
    }

    @ParameterizedTest
    @ValueSource(longs = {-90, 89, 600, 690})
    void login_withinItsLifetimeAndTheClocksDifference_succeeds(long seconds) {
        Site site = Site.withPath();
        String callback = callback(start(site.node(), victim, null), "Ada");

        site.pass(Duration.ofSeconds(seconds));

        assertThat(user(open(site.node(), victim, callback))).isEqualTo("Ada");
    }

    @Test
    void login_thatMaySucceedWithinTheClocksDifference_keepsItsPlaceWhenOthersBegin() {
        Site site = Site.withPath();
        String callback = callback(start(site.node(), victim, null), "Ada");
        site.pass(WebLogin.LIFETIME.plusSeconds(60));
        for (int tab = 0; tab < 4; tab++) {
            start(site.node(), victim, null);
        }

        assertThat(user(open(site.node(), victim, callback))).isEqualTo("Ada");
    }

    @Test
    void loginsThatCannotSucceedAnyMore_makeRoomBeforeOneThatMayBeReloaded() {
        Site site = Site.withPath();
        for (int tab = 0; tab < 4; tab++) {
            start(site.node(), victim, null);
        }
        site.pass(WebLogin.LIFETIME.plusSeconds(90).plusMillis(1));
        String callback = callback(start(site.node(), victim, null), "Ada");
        open(site.node(), victim, callback);

        start(site.node(), victim, null);

        assertThat(open(site.node(), victim, callback)).isInstanceOf(Redirect.class);
    }

    @Test
    void login_fromTheFuture_isRefused() {
        Site site = Site.withPath();
        String callback = callback(start(site.node(), victim, null), "Ada");

        site.pass(Duration.ofSeconds(-90).minusMillis(1));

        assertThat(reason(open(site.node(), victim, callback))).isEqualTo(Refusal.EXPIRED);
    }

    @Test
    void login_ofAnotherProviderOfTheSameApplication_isRefused() {
        Site site = Site.withState();
        String callback = callback(start(site.builder().name("orcid").build(), victim, null), "Ada");

        assertThat(reason(open(site.builder().name("globus").build(), victim, callback)))
                .isEqualTo(Refusal.CONFIGURATION_CHANGED);
        assertThat(site.provider.exchanges()).isZero();
    }

    @Test
    void login_begunUnderAnotherRegistration_isRefused() {
        Site site = Site.withPath();
        String callback = callback(start(site.node(), victim, null), "Ada");

        site.provider.registration = "client-2";

        assertThat(reason(open(site.node(), victim, callback))).isEqualTo(Refusal.CONFIGURATION_CHANGED);
    }

    @ParameterizedTest
    @MethodSource("sites")
    void callback_thatTheProviderDoesNotTakeForAnAnswer_leavesTheLoginOpen(Site site) {
        String genuine = callback(start(site.node(), victim, null), "Ada");

        assertThat(reason(open(site.node(), victim, genuine.replace("code=", "kode="))))
                .isEqualTo(Refusal.MALFORMED);

        assertThat(user(open(site.node(), victim, genuine))).isEqualTo("Ada");
    }

    @ParameterizedTest
    @ValueSource(strings = {"&code=Eve", "&x=%zz", "&x=%00", "&x=%ff"})
    void callback_withABadQuery_leavesTheLoginOpen(String addition) {
        Site site = Site.withPath();
        String genuine = callback(start(site.node(), victim, null), "Ada");
        URI uri = URI.create(genuine);

        LoginStep<String> step = site.node().finish(uri.getRawPath(), uri.getRawQuery() + addition, victim.headers());

        assertThat(reason(step)).isEqualTo(Refusal.MALFORMED);
        assertThat(user(open(site.node(), victim, genuine))).isEqualTo("Ada");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/callback",
                "/callback/",
                "/callback/x",
                "/callback/a/b",
                "/CALLBACK/{0}",
                "/callback/{0}/",
                "/callback/{0};x",
                "//callback/{0}"
            })
    void callback_atAnotherPath_isRefused(String path) {
        Site site = Site.withPath();
        URI genuine = URI.create(callback(start(site.node(), victim, null), "Ada"));
        String segment = genuine.getRawPath().substring("/callback/".length());

        LoginStep<String> step =
                site.node().finish(path.replace("{0}", segment), genuine.getRawQuery(), victim.headers());

        assertThat(reason(step)).isIn(Refusal.MALFORMED, Refusal.NOT_BEGUN_HERE);
        assertThat(site.provider.exchanges()).isZero();
    }

    @Test
    void stateOfALogin_takenForItsPath_isRefused() {
        Site site = Site.withState();
        URI genuine = URI.create(callback(start(site.node(), victim, null), "Ada"));
        String state = Callback.parse(genuine.getRawQuery()).parameter("state").orElseThrow();

        LoginStep<String> step = site.node().finish("/callback/" + state, genuine.getRawQuery(), victim.headers());

        assertThat(reason(step)).isEqualTo(Refusal.NOT_BEGUN_HERE);
    }

    @Test
    void codeThatTheServiceRefuses_isRefusedWithItsFailureAndStartsAgainAtTheWantedPage() {
        Site site = Site.withPath();
        String callback = callback(start(site.node(), victim, "/wanted"), "refused");

        Refused<String> step = (Refused<String>) open(site.node(), victim, callback);

        assertThat(step.reason()).isEqualTo(Refusal.NOT_ACCEPTED);
        assertThat(step.failure()).isPresent();
        assertThat(step.startAgain()).hasToString("https://lab.example.org/login?returnTo=%2Fwanted");
        assertThat(victim.flows()).isZero();
    }

    @Test
    void storeThatDoesNotAnswer_refusesWithoutAnExchangeAndTheLoginGoesOnAfterwards() {
        Site site = Site.withPath();
        WebLogin<String> cutOff = site.builder()
                .consumedFlows((id, expiresAt) -> ConsumedFlows.Answer.UNKNOWN)
                .build();
        String callback = callback(start(site.node(), victim, null), "Ada");

        Refusal refusal = reason(open(cutOff, victim, callback));

        assertThat(refusal).isEqualTo(Refusal.STORE_UNAVAILABLE);
        assertThat(refusal.status()).isEqualTo(503);
        assertThat(refusal.retryAfter()).isPresent();
        assertThat(site.provider.exchanges()).isZero();
        assertThat(user(open(site.node(), victim, callback))).isEqualTo("Ada");
    }

    @Test
    void refusal_isLoggedForTheOperatorOnlyIfItConcernsThem() {
        Site site = Site.withPath();
        WebLogin<String> cutOff = site.builder()
                .consumedFlows((id, expiresAt) -> ConsumedFlows.Answer.UNKNOWN)
                .build();
        String stored = callback(start(site.node(), victim, null), "Ada");
        String refused = callback(start(site.node(), victim, null), "refused");

        List<String> logged = logged(() -> {
            open(cutOff, victim, stored);
            open(site.node(), victim, refused);
        });

        assertThat(logged)
                .containsExactly(
                        "WARNING A sign-in was refused: store-unavailable.",
                        "FINE A sign-in was refused: not-accepted. The code was refused.");
    }

    @Test
    void exchangesBeyondTheLimit_areTurnedAwayAndNotLost() {
        Site site = Site.withPath();
        CountDownLatch inExchange = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        WebLogin<String> node = site.builder()
                .exchangesAtOnce(1)
                .consumedFlows((id, expiresAt) -> {
                    inExchange.countDown();
                    awaitUninterruptibly(goOn);
                    return site.consumed.consume(id, expiresAt);
                })
                .build();
        String slow = callback(start(node, attacker, null), "Mallory");
        String callback = callback(start(node, victim, null), "Ada");
        CompletableFuture<LoginStep<String>> first = CompletableFuture.supplyAsync(() -> open(node, attacker, slow));
        awaitUninterruptibly(inExchange);

        assertThat(reason(open(node, victim, callback))).isEqualTo(Refusal.BUSY);

        goOn.countDown();
        assertThat(user(first.join())).isEqualTo("Mallory");
        assertThat(user(open(node, victim, callback))).isEqualTo("Ada");
    }

    @Test
    @Timeout(30)
    void beginningsBeyondTheLimit_areTurnedAwayWhileTheServiceHangs() {
        Site site = Site.withPath();
        CountDownLatch beginning = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        LoginProvider<String> hanging = new ForwardingLoginProvider<>(site.provider) {
            @Override
            public PendingLogin begin(URI callbackUri) {
                beginning.countDown();
                awaitUninterruptibly(goOn);
                return super.begin(callbackUri);
            }
        };
        WebLogin<String> node = WebLogin.builder(hanging, Site.BASE, site.keys)
                .exchangesAtOnce(1)
                .build();
        CompletableFuture<LoginStep<String>> first = CompletableFuture.supplyAsync(() -> start(node, attacker, null));
        awaitUninterruptibly(beginning);
        LoginStep<String> second = start(node, victim, null);
        goOn.countDown();

        assertThat(reason(second)).isEqualTo(Refusal.BUSY);
        assertThat(first.join()).isInstanceOf(Redirect.class);
        assertThat(start(node, victim, null)).isInstanceOf(Redirect.class);
    }

    @Test
    void beginningThatTheServiceDoesNotAllow_isTheOperatorsToMend() {
        Site site = Site.withPath();
        LoginProvider<String> refusing = new ForwardingLoginProvider<>(site.provider) {
            @Override
            public PendingLogin begin(URI callbackUri) {
                throw new AuthorizationException("Example does not allow this.", null);
            }
        };

        LoginStep<String> step =
                WebLogin.builder(refusing, Site.BASE, site.keys).build().start(null, List.of());

        assertThat(reason(step)).isEqualTo(Refusal.MISCONFIGURED);
    }

    @Test
    void personWhoIsTurnedAway_startsAgainAtTheWantedPageAndKeepsNoLogin() {
        Site site = Site.withPath();
        WebLogin<String> node = site.node();
        LoginStep<String> step = open(node, victim, callback(start(node, victim, "/a?b=c"), "Ada"));

        Refused<String> refused = node.turnAway((SignedIn<String>) step, Refusal.NOT_ALLOWED, null);
        victim.take(refused);

        assertThat(refused.startAgain()).hasToString("https://lab.example.org/login?returnTo=%2Fa%3Fb%3Dc");
        assertThat(victim.headers()).isEqualTo(new CookieJar().headers());
    }

    @Test
    void baseUrl_withSlashesAtItsEnd_isTheSameWithoutThem() {
        Site site = Site.withPath();
        WebLogin<String> login = WebLogin.builder(site.provider, URI.create(Site.BASE + "//"), site.keys)
                .build();

        assertThat(callback(login.start(null, List.of()), "Ada")).startsWith(Site.BASE + "/callback/");
    }

    @Test
    void browserThatLosesItsSession_isStoppedAfterThreeSignInsAndMayStartAgain() {
        Site site = Site.withPath();
        for (int time = 0; time < 3; time++) {
            open(site.node(), victim, callback(start(site.node(), victim, null), "Ada"));
        }

        assertThat(reason(start(site.node(), victim, null))).isEqualTo(Refusal.SESSION_LOST);

        assertThat(start(site.node(), victim, null)).isInstanceOf(Redirect.class);
    }

    @Test
    void signInsOfAPersonWhoSignsOut_areNotCounted() {
        Site site = Site.withPath();
        for (int time = 0; time < 5; time++) {
            assertThat(user(open(site.node(), victim, callback(start(site.node(), victim, null), "Ada"))))
                    .isEqualTo("Ada");
            victim.take(new Redirect<String>(Site.BASE, site.node().signOutCookies()));
        }
    }

    @Test
    void providerThatTiesNothing_isRefusedWhenALoginBegins() {
        LoginProvider<String> unprotected = new LoginProvider<>() {
            @Override
            public PendingLogin begin(URI callbackUri) {
                return new PendingLogin(callbackUri, URI.create("https://service.example/"), Instant.EPOCH);
            }

            @Override
            public void check(PendingLogin pending, Callback callback) {}

            @Override
            public String complete(PendingLogin pending, Callback callback) {
                return "anybody";
            }
        };
        WebLogin<String> login =
                WebLogin.builder(unprotected, Site.BASE, SealingKeys.generate()).build();

        assertThatThrownBy(() -> login.start(null, List.of()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("neither by a state nor by the callback's path");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://lab.example.org",
                "https://lab.example.org?x",
                "https://u@lab.example.org",
                "/app",
                "ftp://x.example"
            })
    void baseUrl_thatIsNotPublicOrLoopback_isRefused(String url) {
        assertThatThrownBy(() -> WebLogin.builder(Site.withPath().provider, URI.create(url), SealingKeys.generate()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("https://lab.example.org");
    }

    @Test
    void baseUrl_withAPath_holdsForCallbackAndPages() {
        Site site = Site.withPath();
        WebLogin<String> login = WebLogin.builder(site.provider, URI.create("https://lab.example.org/app/"), site.keys)
                .clock(site)
                .build();

        String callback = callback(start(login, victim, "/other/page"), "Ada");

        assertThat(callback).startsWith("https://lab.example.org/app/callback/");
        assertThat(((SignedIn<String>) open(login, victim, callback)).location())
                .hasToString("https://lab.example.org/app/");
    }

    @Test
    void paths_mayBeTheApplicationsOwn() {
        Site site = Site.withPath();
        WebLogin<String> login = site.builder()
                .loginPath("/sign-in")
                .callbackPath("/sign-in/back")
                .build();

        String callback = callback(start(login, victim, "/page"), "refused");

        assertThat(callback).startsWith("https://lab.example.org/sign-in/back/");
        assertThat(((Refused<String>) open(login, victim, callback)).startAgain())
                .hasToString("https://lab.example.org/sign-in?returnTo=%2Fpage");
        assertThat(login.pageUri("/page")).hasToString("https://lab.example.org/page");
        assertThat(login.pageUri("//evil.example")).hasToString("https://lab.example.org/");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "login", "/", "//login", "/login/", "/a/./b", "/a/../b", "/a?b", "/a b", "/%2e%2e"})
    void path_thatIsNoPlainOne_isRefused(String path) {
        WebLoginBuilder<String> builder = Site.withPath().builder();

        assertThatThrownBy(() -> builder.loginPath(path)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.callbackPath(path)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.logoutPath(path)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void name_hasOneTo32Characters() {
        WebLoginBuilder<String> builder = Site.withPath().builder();

        assertThat(builder.name("n".repeat(32)).build()).hasToString("WebLogin[" + "n".repeat(32) + "]");
        assertThatThrownBy(() -> builder.name("n".repeat(33))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.name(" ")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void exchangesAtOnce_areAtLeastOne() {
        WebLoginBuilder<String> builder = Site.withPath().builder();

        assertThatThrownBy(() -> builder.exchangesAtOnce(0)).isInstanceOf(IllegalArgumentException.class);
        assertThat(user(open(
                        builder.exchangesAtOnce(1).build(),
                        victim,
                        callback(start(builder.build(), victim, null), "Ada"))))
                .isEqualTo("Ada");
    }

    @Test
    void nothingSecret_isPrinted() {
        Site site = Site.withState();
        LoginStep<String> begun = start(site.node(), victim, "/wanted");
        LoginStep<String> done = open(site.node(), victim, callback(begun, "Ada"));

        assertThat(List.of(begun, done, site.node(), site.keys).toString())
                .doesNotContain("n0nce", "Ada", "flow-", "wanted");
    }

    @Test
    void cookieHeaders_inSeveralLines_areReadAsOne() {
        Site site = Site.withPath();
        String callback = callback(start(site.node(), victim, null), "Ada");
        URI uri = URI.create(callback);
        List<String> lines = new ArrayList<>(victim.headers());
        Collections.addAll(lines, "theme=dark", "nonsense", "=", "");

        assertThat(user(site.node().finish(uri.getRawPath(), uri.getRawQuery(), lines)))
                .isEqualTo("Ada");
    }

    private static List<String> logged(Runnable work) {
        List<String> lines = new ArrayList<>();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord line) {
                lines.add(line.getLevel() + " " + line.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger log = Logger.getLogger(WebLogin.class.getName());
        log.setLevel(Level.ALL);
        log.addHandler(handler);
        try {
            work.run();
        } finally {
            log.removeHandler(handler);
            log.setLevel(null);
        }
        return lines;
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
