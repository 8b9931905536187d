package io.labauth.web;

import static io.labauth.web.Site.open;
import static io.labauth.web.Site.reason;
import static io.labauth.web.Site.start;
import static io.labauth.web.Site.user;
import static io.labauth.web.StubProvider.callback;
import static org.assertj.core.api.Assertions.assertThat;

import io.labauth.Secret;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FlowCookieTest {
    private static final Secret OLD = key(1);
    private static final Secret NEW = key(2);

    private final Site site = Site.withPath();
    private final CookieJar browser = new CookieJar();
    private String callback;
    private String name;
    private String value;

    @BeforeEach
    void begin() {
        callback = callback(start(site.node(), browser, null), "Ada");
        name = browser.cookies.keySet().iterator().next();
        value = browser.cookies.get(name);
    }

    @Test
    void cookie_withAnyCharacterChanged_isRefused() {
        for (int i = 0; i < value.length(); i++) {
            char other = value.charAt(i) == 'A' ? 'B' : 'A';
            String changed = value.substring(0, i) + other + value.substring(i + 1);

            assertThat(refusalOf(changed)).as("character " + i).isIn(Refusal.COOKIE_INVALID, Refusal.KEY_RETIRED);
        }
        assertNothingWasExchangedAndTheLoginGoesOn();
    }

    @Test
    void cookie_withAnyBitOfItsLastCharactersChanged_isRefused() {
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        int lastDot = value.lastIndexOf('.');
        for (int end : new int[] {lastDot - 1, value.length() - 1}) {
            for (char other :
                    alphabet.replace(value.substring(end, end + 1), "").toCharArray()) {
                assertThat(refusalOf(value.substring(0, end) + other + value.substring(end + 1)))
                        .isEqualTo(Refusal.COOKIE_INVALID);
            }
        }
        assertNothingWasExchangedAndTheLoginGoesOn();
    }

    @Test
    void cookie_withADotMoved_isRefused() {
        for (int dot = value.indexOf('.'); dot >= 0; dot = value.indexOf('.', dot + 1)) {
            String without = value.substring(0, dot) + value.substring(dot + 1);
            for (int place = 0; place <= without.length(); place++) {
                String moved = without.substring(0, place) + '.' + without.substring(place);
                if (!moved.equals(value)) {
                    assertThat(refusalOf(moved)).as(dot + " to " + place).isEqualTo(Refusal.COOKIE_INVALID);
                }
            }
        }
        assertNothingWasExchangedAndTheLoginGoesOn();
    }

    @Test
    void cookie_truncatedAnywhere_isRefused() {
        for (int length = 0; length < value.length(); length++) {
            assertThat(refusalOf(value.substring(0, length)))
                    .as("length " + length)
                    .isEqualTo(Refusal.COOKIE_INVALID);
        }
        assertNothingWasExchangedAndTheLoginGoesOn();
    }

    @Test
    void cookie_renamedToAnotherSlot_isRefused() {
        String renamed = name.substring(0, name.length() - 1) + (name.endsWith("0") ? "1" : "0");

        assertThat(reason(open(site.node(), CookieJar.with(Map.of(renamed, value)), callback)))
                .isEqualTo(Refusal.COOKIE_INVALID);
    }

    @Test
    void cookie_thatTheClientQuotes_isRead() {
        assertThat(user(open(site.node(), CookieJar.with(Map.of(name, '"' + value + '"')), callback)))
                .isEqualTo("Ada");
    }

    @Test
    void cookies_ofOneName_areRefused() {
        List<String> twice = List.of(name + "=" + value + "; " + name + "=" + value);

        assertThat(reason(site.node().finish(callbackPath(), "code=Ada", twice)))
                .isEqualTo(Refusal.COOKIE_INVALID);
        assertNothingWasExchangedAndTheLoginGoesOn();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                ".",
                "....",
                "eyJhbGciOiJub25lIn0.e30.",
                "eyJhbGciOiJkaXIiLCJlbmMiOiJBMTI4R0NNIn0..AAAA.AAAA.AAAA",
                "%00",
                "\"\""
            })
    void junk_isRefused(String junk) {
        assertThat(refusalOf(junk)).isEqualTo(Refusal.COOKIE_INVALID);
    }

    @Test
    void fourKilobytesOfJunk_areRefused() {
        assertThat(refusalOf("A.".repeat(2048))).isEqualTo(Refusal.COOKIE_INVALID);
    }

    @Test
    void cookie_ofAnotherApplication_isRefused() {
        WebLogin<String> other = WebLogin.builder(site.provider, Site.BASE, SealingKeys.generate())
                .clock(site)
                .build();

        assertThat(reason(open(other, browser.copy(), callback))).isEqualTo(Refusal.KEY_RETIRED);
    }

    @Test
    void junkInOneSlot_doesNotHarmTheLoginInAnother() {
        String other = name.substring(0, name.length() - 1) + (name.endsWith("0") ? "1" : "0");
        browser.cookies.put(other, "junk");

        assertThat(user(open(site.node(), browser, callback))).isEqualTo("Ada");
    }

    @Test
    void keyThatIsAddedBehindAndMovedToTheFront_losesNoLogin() {
        assertThat(signsIn(List.of(OLD), List.of(OLD, NEW))).isTrue();
        assertThat(signsIn(List.of(OLD, NEW), List.of(NEW, OLD))).isTrue();
        assertThat(signsIn(List.of(NEW, OLD), List.of(OLD, NEW))).isTrue();
        assertThat(signsIn(List.of(NEW, OLD), List.of(NEW))).isTrue();
    }

    @Test
    void keyThatIsTakenAwayTooEarly_hasAReasonOfItsOwn() {
        CookieJar early = new CookieJar();
        String begun = callback(start(node(List.of(OLD)), early, null), "Ada");

        assertThat(reason(open(node(List.of(NEW)), early, begun))).isEqualTo(Refusal.KEY_RETIRED);
    }

    private boolean signsIn(List<Secret> begunWith, List<Secret> finishedWith) {
        CookieJar jar = new CookieJar();
        String begun = callback(start(node(begunWith), jar, null), "Ada");
        return open(node(finishedWith), jar, begun) instanceof LoginStep.SignedIn;
    }

    private WebLogin<String> node(List<Secret> keys) {
        return WebLogin.builder(site.provider, Site.BASE, SealingKeys.of(new ArrayList<>(keys)))
                .clock(site)
                .build();
    }

    private Refusal refusalOf(String changed) {
        return reason(open(site.node(), CookieJar.with(Map.of(name, changed)), callback));
    }

    private String callbackPath() {
        return callback.substring(Site.BASE.toString().length(), callback.indexOf('?'));
    }

    private void assertNothingWasExchangedAndTheLoginGoesOn() {
        assertThat(site.provider.exchanges()).isZero();
        assertThat(user(open(site.node(), browser, callback))).isEqualTo("Ada");
    }

    private static Secret key(int fill) {
        byte[] bytes = new byte[32];
        java.util.Arrays.fill(bytes, (byte) fill);
        return Secret.of(Base64.getEncoder().encodeToString(bytes));
    }
}
