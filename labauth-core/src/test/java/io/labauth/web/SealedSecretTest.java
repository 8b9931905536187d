package io.labauth.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.labauth.AuthenticationException;
import io.labauth.AuthenticationException.Reason;
import io.labauth.Secret;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Secrets that an application keeps where others can reach them. */
class SealedSecretTest {
    private static final Secret OLD = key(1);
    private static final Secret NEW = key(2);
    private static final Secret SESSION = Secret.of("{\"format\":\"labauth-oauth2-1\",\"name\":\"Gr\u00fc\u00dfe\"}");

    private final SealingKeys keys = SealingKeys.of(List.of(OLD));
    private final String sealed = keys.seal(SESSION);

    @Test
    void open_givesWhatWasSealed_byAnyNodeWithTheKey() {
        assertThat(SealingKeys.of(List.of(OLD)).open(sealed)).isEqualTo(SESSION);
    }

    @Test
    void seal_showsNothing_andIsAnotherTextEachTime() {
        assertThat(sealed).matches("[\\w.-]+").isNotEqualTo(keys.seal(SESSION));
    }

    @Test
    void seal_takesASessionOfAnyLength() {
        Secret large = Secret.of("x".repeat(100_000));

        assertThat(keys.open(keys.seal(large))).isEqualTo(large);
    }

    @Test
    void open_withAnyCharacterChanged_isRefused() {
        for (int i = 0; i < sealed.length(); i++) {
            char other = sealed.charAt(i) == 'A' ? 'B' : 'A';

            assertThat(refusal(keys, sealed.substring(0, i) + other + sealed.substring(i + 1)))
                    .as("character " + i)
                    .hasMessageContaining("sign in again");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ".", "....", "not sealed", "eyJhbGciOiJkaXIifQ..AAAAAAAAAAAAAAAA.AA.AAAAAAAAAAAAAAAAAAAAAA"})
    void open_ofWhatWasNeverSealed_isRefused(String text) {
        assertThat(refusal(keys, text)).hasMessageContaining("no sealed secret");
        assertThat(refusal(keys, sealed.substring(0, sealed.length() - 1))).hasMessageContaining("no sealed secret");
    }

    @Test
    void open_whileKeysChange_opensUntilTheOldOneIsTakenAway() {
        assertThat(SealingKeys.of(List.of(NEW, OLD)).open(sealed)).isEqualTo(SESSION);

        assertThat(refusal(SealingKeys.of(List.of(NEW)), sealed)).hasMessageContaining("not among the sealing keys");
    }

    @Test
    void open_ofAPendingLoginsCookie_isRefused_andTheReverse() {
        Site site = Site.withPath();
        CookieJar browser = new CookieJar();
        Site.start(site.node(), browser, null);
        String cookie = browser.cookies.values().iterator().next();

        assertThat(refusal(site.keys, cookie)).hasMessageContaining("no sealed secret");
        assertThat(new FlowSeal(keys).open(sealed)).isEqualTo(FlowSeal.Opened.INVALID);
        assertThat(new FlowSeal(SealingKeys.of(List.of(NEW))).open(sealed)).isEqualTo(FlowSeal.Opened.INVALID);
    }

    private static AuthenticationException refusal(SealingKeys keys, String text) {
        AuthenticationException e = catchThrowableOfType(AuthenticationException.class, () -> keys.open(text));
        assertThat(e.reason()).isEqualTo(Reason.SESSION_EXPIRED);
        return e;
    }

    private static Secret key(int number) {
        byte[] bytes = new byte[32];
        bytes[0] = (byte) number;
        return Secret.of(Base64.getEncoder().encodeToString(bytes));
    }
}
