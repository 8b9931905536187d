package io.labauth.labarchives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.labauth.Callback;
import io.labauth.PendingLogin;
import io.labauth.Secret;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuthUrlTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    private final LabArchives labArchives = LabArchives.builder("0234wedkfjrtfd34er", Secret.of("1234567890"))
            .clock(Clock.fixed(NOW, ZoneOffset.UTC))
            .build();

    /** The signature was computed with {@code openssl dgst -sha512 -hmac} over akid, the URI as it is here, and expires. */
    @Test
    void generateAuthUrl_whenTheCallbackHasAQuery_signsItDecodedAndEncodesItOnce() {
        URI url = labArchives.generateAuthUrl(URI.create("https://app.example.org/cb?lab=a%2Bb&next=/x"));

        assertThat(url.toString())
                .isEqualTo("https://api.labarchives.com/api_user_login?akid=0234wedkfjrtfd34er&expires=1795341900000"
                        + "&sig=W%2B0J6Zmeq4MFukvg2BRb4ZLJ5J%2BXN2DqXQtwIMiYBXuMalbXQVXXRi72apoDPmycSPhpgwja6%2FlKq6WRD17cNA%3D%3D"
                        + "&redirect_uri=https%3A%2F%2Fapp.example.org%2Fcb%3Flab%3Da%252Bb%26next%3D%2Fx");
    }

    /** RFC 3986, 2.3: these and no others stand for themselves. */
    @Test
    void generateAuthUrl_escapesAllButTheUnreservedCharacters() {
        URI url = labArchives.generateAuthUrl(URI.create("https://app.example.org/AZaz09-._~!$&'()*+,;=:@%5B%60%7B"));

        assertThat(url.toString())
                .endsWith("&redirect_uri=https%3A%2F%2Fapp.example.org%2F"
                        + "AZaz09-._~%21%24%26%27%28%29%2A%2B%2C%3B%3D%3A%40%255B%2560%257B");
    }

    @Test
    void generateAuthUrl_isGoodForFiveMinutes() {
        URI url = labArchives.generateAuthUrl(URI.create("http://127.0.0.1:8089/auth/local-demo/"));

        assertThat(Callback.parse(url.getRawQuery()).parameter("expires"))
                .contains(Long.toString(NOW.plusSeconds(300).toEpochMilli()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "users",
                "/callback",
                "user_access_info",
                "//app.example.org/cb",
                "http://app.example.org/cb",
                "ftp://x/y",
                "https:cb",
                "https://app.example.org/cb#x",
                "https://me@app.example.org/cb",
                "https://app.example.org/cb1",
                "http://127.0.0.1:8089",
                "javascript:alert",
                "http://localhost.evil.example/cb",
                "http://0.0.0.0/cb"
            })
    void generateAuthUrl_whenTheCallbackCouldBeAnythingElse_isRefused(String callbackUri) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> labArchives.generateAuthUrl(URI.create(callbackUri)))
                .withMessageStartingWith("The callback URI ");
    }

    @ParameterizedTest
    @CsvSource({
        "https://app.example.org/callback,      https://app.example.org/callback/,",
        "https://app.example.org/callback/,     https://app.example.org/callback/,",
        "http://127.0.0.1:8089,                 http://127.0.0.1:8089/,",
        "http://[::1]:8089/a/,                  http://[::1]:8089/a/,",
        "https://app.example.org/callback?x=y,  https://app.example.org/callback/,  ?x=y",
    })
    void begin_putsAnUnguessableSegmentBehindThePath(String uri, String start, String end) {
        PendingLogin first = labArchives.begin(URI.create(uri));
        PendingLogin second = labArchives.begin(URI.create(uri));

        String tail = end == null ? "" : end;
        assertThat(first.callbackUri().toString())
                .startsWith(start)
                .endsWith(tail)
                .isNotEqualTo(second.callbackUri() + "");
        String segment =
                first.callbackUri().toString().substring(start.length()).replace(tail, "");
        assertThat(segment).matches("[A-Za-z0-9_-]{43}[a-z]");
        assertThat(Callback.parse(first.authorizationUri().getRawQuery()).parameter("redirect_uri"))
                .contains(first.callbackUri().toString());
    }

    @Test
    void begin_whenTheProtectionIsSwitchedOffByName_keepsTheCallbackUri() {
        URI callback = URI.create("https://app.example.org/callback");

        assertThat(labArchives.withUnprotectedCallbackUri().begin(callback).callbackUri())
                .isEqualTo(callback);
    }

    @Test
    void begin_keepsItsSecretsOutOfText() {
        PendingLogin pending = labArchives.begin(URI.create("https://app.example.org/callback"));

        assertThat(pending).hasToString("PendingLogin[startedAt=2026-11-22T10:00:00Z]");
        assertThat(labArchives).hasToString("LabArchives[api.labarchives.com]");
    }
}
