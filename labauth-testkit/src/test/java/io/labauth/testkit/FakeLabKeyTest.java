package io.labauth.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The fake LabKey, byte by byte. */
@Timeout(30)
class FakeLabKeyTest {
    private static final String TOKEN = "0123456789abcdef0123456789abcdef";
    private static final String CSRF = "X-LABKEY-CSRF";
    private static final String WHO_AM_I = "/home/login-whoami.api";
    private static final String CREATE = "/home/security-createApiKey.api";
    private static final String API_KEY = "{\"type\":\"apikey\",\"description\":\"d\"}";
    private static final String SESSION_KEY = "{\"type\":\"session\"}";

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-22T10:00:00Z"));
    private final FakeLabKey fake =
            FakeLabKey.builder().contextPath("/labkey").clock(clock).start();
    private final Wire wire = new Wire(fake.baseUrl());
    private final FakeLabKeyUser ada = fake.addUser("ada@example.org", "Ada");
    private final String key = fake.issueKey(ada, "nightly");

    @AfterEach
    void stop() {
        fake.close();
    }

    @Test
    void whoAmI_whenNobodyAsks_isTheGuest() throws Exception {
        assertThat(wire.get(WHO_AM_I).body()).contains("\"id\":0").contains("\"CSRF\":\"");
    }

    @Test
    void whoAmI_whenTheKeyComesEitherWay_isItsOwner() throws Exception {
        assertThat(wire.get(WHO_AM_I, "apikey", key).body()).contains("ada@example.org");
        assertThat(wire.get(WHO_AM_I, "Authorization", basic("apikey", key)).body())
                .contains("ada@example.org");
    }

    @Test
    void anyUrl_whenTheKeyIsBad_is401() throws Exception {
        HttpResponse<String> answer =
                wire.get("/nowhere/no-such.api", "Authorization", basic("apikey", "apikey|" + key));

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate").orElseThrow())
                .startsWith("Basic realm=");
    }

    @Test
    void anotherUserName_is401() throws Exception {
        assertThat(wire.get(WHO_AM_I, "Authorization", basic("ada@example.org", key))
                        .statusCode())
                .isEqualTo(401);
        assertThat(wire.get(WHO_AM_I, "Authorization", "Bearer " + key).statusCode())
                .isEqualTo(401);
    }

    @Test
    void aSessionCookie_winsOverAKey() throws Exception {
        String cookie = session(wire.get(WHO_AM_I, "apikey", key));

        assertThat(wire.get(WHO_AM_I, "Cookie", cookie, "apikey", "0".repeat(64))
                        .body())
                .contains("ada@example.org");
    }

    @Test
    void aPost_whenTheTokenIsMissingOrAnother_isForbidden() throws Exception {
        assertThat(wire.send("POST", CREATE, API_KEY, "apikey", key).statusCode())
                .isEqualTo(403);
        assertThat(wire.send("POST", CREATE, API_KEY, "apikey", key, CSRF, TOKEN)
                        .statusCode())
                .isEqualTo(403);
        assertThat(wire.send("POST", CREATE, API_KEY, "apikey", key, CSRF, TOKEN, "Cookie", CSRF + "=" + "f".repeat(32))
                        .statusCode())
                .isEqualTo(403);
        assertThat(post(CREATE, API_KEY, key).statusCode()).isEqualTo(200);
    }

    @Test
    void aPost_whenAGuestSendsIt_is401() throws Exception {
        assertThat(wire.send("POST", CREATE, API_KEY, CSRF, TOKEN, "Cookie", CSRF + "=" + TOKEN)
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void aGet_whereAPostIsDue_is405() throws Exception {
        assertThat(wire.get(CREATE, "apikey", key).statusCode()).isEqualTo(405);
    }

    @Test
    void creating_whenKeysAreNotAllowed_is404() throws Exception {
        fake.allowKeys(false, true);

        assertThat(post(CREATE, API_KEY, key).statusCode()).isEqualTo(404);
        assertThat(post(CREATE, SESSION_KEY, key).statusCode()).isEqualTo(200);
    }

    @Test
    void creating_whenTheDescriptionIsTooLong_is400() throws Exception {
        String tooLong = API_KEY.replace("\"d\"", "\"" + "d".repeat(257) + "\"");

        assertThat(post(CREATE, tooLong, key).statusCode()).isEqualTo(400);
    }

    @Test
    void aSessionKey_diesWithItsSession() throws Exception {
        String sessionKey = post(CREATE, SESSION_KEY, key).body().replaceAll("(?s).*\"([0-9a-f]{64})\".*", "$1");

        assertThat(wire.get(WHO_AM_I, "apikey", sessionKey).body()).contains("ada@example.org");
        clock.advance(Duration.ofMinutes(31));

        assertThat(wire.get(WHO_AM_I, "apikey", sessionKey).statusCode()).isEqualTo(401);
    }

    @Test
    void aSession_endsWithTheLogout() throws Exception {
        String cookie = session(wire.get(WHO_AM_I, "apikey", key));

        wire.send("POST", "/home/login-logout.api", "{}", CSRF, TOKEN, "Cookie", cookie + "; " + CSRF + "=" + TOKEN);

        assertThat(wire.get(WHO_AM_I, "Cookie", cookie).body()).contains("\"id\":0");
    }

    @Test
    void aKey_whenItsTimeIsOver_is401() throws Exception {
        fake.keyLifetime(Duration.ofDays(1));
        String shortLived = fake.issueKey(ada, "for a day");

        clock.advance(Duration.ofDays(1));

        assertThat(wire.get(WHO_AM_I, "apikey", shortLived).statusCode()).isEqualTo(401);
        assertThat(wire.get(WHO_AM_I, "apikey", key).statusCode()).isEqualTo(200);
    }

    @Test
    void tooManyBadKeys_closeTheServerForAMinute() throws Exception {
        fake.throttleAfter(2);
        wire.get(WHO_AM_I, "apikey", "1");
        wire.get(WHO_AM_I, "apikey", "2");

        assertThat(wire.get(WHO_AM_I, "apikey", key).statusCode()).isEqualTo(401);
        clock.advance(Duration.ofSeconds(61));

        assertThat(wire.get(WHO_AM_I, "apikey", key).statusCode()).isEqualTo(200);
    }

    @Test
    void aFolder_whenItWasAdded_isThere() throws Exception {
        fake.addFolder("/My Project/Plates+1");

        assertThat(wire.get("/My%20Project/Plates+1/login-whoami.api").statusCode())
                .isEqualTo(200);
        assertThat(wire.get("/Other/login-whoami.api").statusCode()).isEqualTo(404);
        assertThat(new Wire(fake.baseUrl().resolve("/"))
                        .get("home/login-whoami.api")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void aFault_strikesTheNamedActionAlone() throws Exception {
        fake.failNext("createApiKey", Fault.status(503), 1);

        assertThat(wire.get(WHO_AM_I).statusCode()).isEqualTo(200);
        assertThat(post(CREATE, API_KEY, key).statusCode()).isEqualTo(503);
        assertThat(fake.calls().count("createApiKey")).isOne();
    }

    private HttpResponse<String> post(String path, String body, String apiKey) throws Exception {
        return wire.send("POST", path, body, "apikey", apiKey, CSRF, TOKEN, "Cookie", CSRF + "=" + TOKEN);
    }

    private static String session(HttpResponse<String> answer) {
        return answer.headers().allValues("Set-Cookie").stream()
                .filter(cookie -> cookie.startsWith("JSESSIONID="))
                .map(cookie -> cookie.substring(0, cookie.indexOf(';')))
                .findFirst()
                .orElseThrow();
    }

    private static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }
}
