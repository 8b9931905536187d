package io.labauth.spring;

import static io.labauth.spring.Browser.MARA;
import static org.assertj.core.api.Assertions.assertThat;

import io.labauth.apikeys.ApiKeyPolicy;
import io.labauth.apikeys.ApiKeys;
import io.labauth.apikeys.NewApiKey;
import io.labauth.spring.NotebookApplication.World;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Requests that show keys, from outside. */
@KeyTest
class ApiKeyAccessTest {
    private static final String AUTHORIZATION = "Authorization";
    private static final String CHALLENGE = "WWW-Authenticate";
    private static final String NOTEBOOKS = "/api/notebooks";

    private final ApiKeys keys;
    private final World world;
    private final Browser browser;
    private final KeyClient client;

    ApiKeyAccessTest(@Autowired ApiKeys keys, @Autowired World world, @LocalServerPort int port) {
        this.keys = keys;
        this.world = world;
        this.browser = new Browser(port);
        this.client = new KeyClient(port);
    }

    @BeforeEach
    void forget() {
        world.events.clear();
        world.rights.clear();
        world.others = Optional.of(NotebookApplication.ALL);
        world.policy = ApiKeyPolicy.of(NotebookApplication.ALL);
        world.later = Duration.ZERO;
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer ", "bearer ", "Apikey ", "Basic "})
    void key_whenShownInAHeader_isAcceptedAndMakesNoSession(String scheme) {
        String key = key("notebooks:read");
        String shown = scheme.equals("Basic ") ? basic(key) : key;

        HttpResponse<String> answer = client.get(NOTEBOOKS, AUTHORIZATION, scheme + shown);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("The notebooks");
        assertThat(answer.headers().allValues("Set-Cookie")).isEmpty();
    }

    @Test
    void key_whenItActs_isItsOwnerWithItsScopesAndShowsNoSecret() {
        String key = key("notebooks:read");

        String who = client.withKey("GET", "/who", key).body();

        assertThat(who).startsWith("ada@example.org [SCOPE_notebooks:read]").doesNotContain(key.substring(22));
    }

    @Test
    void key_whenItPosts_needsNoToken() {
        assertThat(client.withKey("POST", NOTEBOOKS, key("notebooks:write")).body())
                .isEqualTo("Written");
    }

    @Test
    void key_whenUnknownOrWrong_getsTheSameAnswer() {
        String key = key("notebooks:read");
        HttpResponse<String> wrongChecksum = client.withKey("GET", NOTEBOOKS, flipped(key));
        HttpResponse<String> noKeyAtAll = client.withKey("GET", NOTEBOOKS, "hello");
        HttpResponse<String> unknown =
                client.withKey("GET", NOTEBOOKS, Strangers.keys(1).get(0));

        assertThat(wrongChecksum.statusCode()).isEqualTo(401);
        assertThat(wrongChecksum.headers().firstValue(CHALLENGE))
                .contains("Bearer realm=\"lab\", error=\"invalid_token\", error_description=\"The key is not valid.\"");
        assertThat(wrongChecksum.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(wrongChecksum.body()).isEqualTo("{\"status\":401,\"detail\":\"The key is not valid.\"}");
        assertThat(noKeyAtAll.statusCode()).isEqualTo(401);
        assertThat(noKeyAtAll.body()).isEqualTo(wrongChecksum.body());
        assertThat(unknown.statusCode()).isEqualTo(401);
        assertThat(unknown.body()).isEqualTo(wrongChecksum.body());
        assertThat(unknown.headers().firstValue(CHALLENGE))
                .isEqualTo(wrongChecksum.headers().firstValue(CHALLENGE));
        assertThat(noKeyAtAll.headers().map().keySet())
                .isEqualTo(wrongChecksum.headers().map().keySet());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void key_whenOnlyItsSecretIsWrong_getsTheAnswerOfAnUnknownOne(boolean rightOneIsRemembered) {
        String key = key("notebooks:read");
        if (rightOneIsRemembered) {
            assertThat(client.withKey("GET", NOTEBOOKS, key).statusCode()).isEqualTo(200);
        }

        HttpResponse<String> wrong = client.withKey("GET", NOTEBOOKS, Strangers.withAnotherSecret(key));
        HttpResponse<String> unknown =
                client.withKey("GET", NOTEBOOKS, Strangers.keys(1).get(0));

        assertThat(wrong.statusCode()).isEqualTo(401).isEqualTo(unknown.statusCode());
        assertThat(headers(wrong)).isEqualTo(headers(unknown)).containsKey("www-authenticate");
        assertThat(wrong.body())
                .isEqualTo("{\"status\":401,\"detail\":\"The key is not valid.\"}")
                .isEqualTo(unknown.body());
        assertThat(world.events)
                .hasSize(2)
                .allSatisfy(event -> assertThat(event).isEqualTo(world.events.get(0)));
    }

    @Test
    void key_whenRevoked_isRefusedAtOnce() {
        String key = key("notebooks:read");
        client.withKey("GET", NOTEBOOKS, key);
        keys.of("ada@example.org").revoke(key.substring(0, 21));

        HttpResponse<String> answer = client.withKey("GET", NOTEBOOKS, key);

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue(CHALLENGE).orElse("")).contains("invalid_token", "revoked");
    }

    @Test
    void key_whenExpired_isRefused() {
        String key = key("notebooks:read");
        world.later = Duration.ofDays(8);

        HttpResponse<String> answer = client.withKey("GET", NOTEBOOKS, key);

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue(CHALLENGE).orElse("")).contains("invalid_token", "expired");
    }

    @Test
    void key_whenItLacksTheScope_isToldWhich() {
        HttpResponse<String> answer = client.withKey("POST", NOTEBOOKS, key("notebooks:read"));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.headers().firstValue(CHALLENGE).orElse(""))
                .contains("error=\"insufficient_scope\"", "scope=\"notebooks:write\"");
        assertThat(answer.body()).contains("\"status\":403", "notebooks:write");
    }

    @Test
    void key_whenItsOwnerLosesARight_losesItToo() {
        String key = key("notebooks:read");
        world.rights.put("ada@example.org", Set.of("keys:read"));

        assertThat(client.withKey("GET", NOTEBOOKS, key).statusCode()).isEqualTo(403);
    }

    @Test
    void key_whenItsOwnerIsGone_isRefused() {
        String key = key("notebooks:read");
        world.others = Optional.empty();

        assertThat(client.withKey("GET", NOTEBOOKS, key).statusCode()).isEqualTo(401);
    }

    @Test
    void key_whereARoleIsNeeded_isNotEnough() {
        HttpResponse<String> answer = client.withKey("POST", "/api/leave", key("notebooks:read"));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.headers().firstValue(CHALLENGE)).isEmpty();
        assertThat(answer.body()).contains("A key cannot do this.");
    }

    @Test
    void request_withoutAKey_isToldNoErrorCode() {
        HttpResponse<String> answer = client.get(NOTEBOOKS);

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().allValues(CHALLENGE)).containsExactly("Bearer realm=\"lab\"");
    }

    @Test
    void request_withTwoCredentials_isInvalid() {
        String key = key("notebooks:read");
        HttpResponse<String> headers =
                client.get(NOTEBOOKS, AUTHORIZATION, "Bearer " + key, AUTHORIZATION, "Apikey " + key);
        HttpResponse<String> headerAndQuery = client.get(NOTEBOOKS + "?api_key=" + key, AUTHORIZATION, "Bearer " + key);

        assertThat(headers.statusCode()).isEqualTo(400);
        assertThat(headerAndQuery.statusCode()).isEqualTo(400);
        assertThat(headers.headers().firstValue(CHALLENGE).orElse("")).contains("error=\"invalid_request\"");
        assertThat(headerAndQuery.body()).isEqualTo(headers.body()).doesNotContain(key);
    }

    @Test
    void key_whenInTheAddress_isInvalid() {
        HttpResponse<String> answer = client.get(NOTEBOOKS + "?api_key=" + key("notebooks:read"));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue(CHALLENGE).orElse("")).contains("error=\"invalid_request\"");
    }

    @Test
    void session_whenABadKeyComesAlong_isNoWayPastTheToken() {
        browser.signIn(MARA);

        assertThat(post("Bearer hello").statusCode()).isEqualTo(401);
        assertThat(post("Basic " + Base64.getEncoder().encodeToString("bob:x".getBytes(StandardCharsets.UTF_8)))
                        .statusCode())
                .isEqualTo(403);
        assertThat(post("Digest hello").statusCode()).isEqualTo(403);
        assertThat(browser.get("/who").body()).startsWith(MARA);
    }

    @Test
    void session_whenAGoodKeyComesAlong_isNotTheOneWhoActs() {
        browser.signIn(MARA);
        String key = key("notebooks:write");

        HttpResponse<String> answer = post("Bearer " + key);

        assertThat(answer.body()).startsWith("ada@example.org [SCOPE_notebooks:write]");
        assertThat(answer.headers().allValues("Set-Cookie")).isEmpty();
        assertThat(browser.get("/who").body()).startsWith(MARA + " [ROLE_USER]");
    }

    @Test
    void basic_whenABrowserMaySendItByItself_needsTheToken() {
        browser.signIn(MARA);
        String key = key("notebooks:write");

        assertThat(post("Basic " + basic(key)).statusCode()).isEqualTo(403);
        assertThat(client.send(
                                "POST",
                                "/who",
                                "",
                                AUTHORIZATION,
                                "Basic " + basic(key),
                                "Origin",
                                "https://evil.example")
                        .statusCode())
                .isEqualTo(403);
        assertThat(client.send("POST", "/who", "", AUTHORIZATION, "Basic " + basic(key))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void refusal_isAnEventWithoutTheKey() {
        String wrong = flipped(key("notebooks:read"));

        client.withKey("GET", NOTEBOOKS, wrong);

        assertThat(world.events)
                .singleElement()
                .asString()
                .startsWith("AuthenticationFailureBadCredentialsEvent")
                .contains("The key is not valid")
                .doesNotContain(wrong);
    }

    /** But for the time of day. */
    private static Map<String, List<String>> headers(HttpResponse<?> answer) {
        Map<String, List<String>> headers = new TreeMap<>(answer.headers().map());
        headers.remove("date");
        return headers;
    }

    private HttpResponse<String> post(String authorization) {
        return client.send("POST", "/who", "", "Cookie", browser.cookieHeader(), AUTHORIZATION, authorization);
    }

    private String key(String scope) {
        return keys.of("ada@example.org")
                .create(NewApiKey.expiring("test", Duration.ofDays(7)).scopes(Set.of(scope)))
                .secret()
                .reveal();
    }

    private static String basic(String key) {
        return Base64.getEncoder().encodeToString(("apikey:" + key).getBytes(StandardCharsets.UTF_8));
    }

    private static String flipped(String key) {
        return key.substring(0, key.length() - 1) + (key.endsWith("0") ? "1" : "0");
    }
}
