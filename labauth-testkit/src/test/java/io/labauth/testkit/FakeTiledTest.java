package io.labauth.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the fake answers to somebody else's client, byte by byte where that is known. */
@Timeout(30)
class FakeTiledTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private FakeTiled fake;
    private String key;

    @BeforeEach
    void start() {
        fake = FakeTiled.start();
        fake.addUser("ada", "swordfish");
        key = fake.issueKey("ada");
    }

    @AfterEach
    void stop() {
        fake.close();
    }

    @Test
    void root_listsProvidersAndLinks() throws Exception {
        HttpResponse<String> answer = get("", "");

        assertThat(answer.body())
                .contains("\"provider\":\"toy\",\"mode\":\"internal\"")
                .contains("\"provider\":\"orcid\",\"mode\":\"external\"")
                .contains("\"whoami\":\"" + fake.uri() + "/api/v1/auth/whoami\"");
    }

    @Test
    void whoami_whenAnonymous_isNull() throws Exception {
        HttpResponse<String> answer = get("auth/whoami", "");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("null");
    }

    @Test
    void whoami_whenTheKeyIsUnknown_is401() throws Exception {
        HttpResponse<String> answer = get("auth/whoami", "Apikey " + "0".repeat(72));

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).isEqualTo("{\"detail\":\"Invalid API key\"}");
    }

    @Test
    void whoami_takesTheKeyFromTheQueryToo() throws Exception {
        assertThat(get("auth/whoami?api_key=" + key, "").body()).contains("\"id\":\"ada\"");
    }

    @Test
    void whoami_whenAKeyIsSentAsBearer_is401() throws Exception {
        assertThat(get("auth/whoami", "Bearer " + key).statusCode()).isEqualTo(401);
    }

    @Test
    void aMissingScope_is401WithTheScopeInTheChallenge() throws Exception {
        String reader = fake.issueKey("ada", "read:metadata");

        HttpResponse<String> answer = create("{\"expires_in\":null,\"scopes\":null}", reader);

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer scope=\"create:apikeys\"");
        assertThat(answer.body()).startsWith("{\"detail\":\"Not enough permissions.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"expires_in\":null,\"scopes\":null}|200",
                "{\"expires_in\":600,\"scopes\":[\"read:data\"],\"note\":\"x\"}|200",
                "{\"scopes\":null}|422",
                "{\"expires_in\":null}|422",
                "no json|422",
                "{\"expires_in\":null,\"scopes\":[\"admin:apikeys\"]}|403"
            })
    void create_wantsBothMembersAndNoScopesBeyondTheOwners(String body, int status) throws Exception {
        assertThat(create(body, key).statusCode()).isEqualTo(status);
    }

    @Test
    void create_whenTheNoteIsTooLong_savesTheKeyAndBreaksTheListForGood() throws Exception {
        String body = "{\"expires_in\":null,\"scopes\":null,\"note\":\"" + "n".repeat(256) + "\"}";

        assertThat(create(body, key).statusCode()).isEqualTo(500);
        assertThat(get("auth/whoami", "Apikey " + key).statusCode()).isEqualTo(500);
    }

    @Test
    void create_whenThereAreAHundredKeys_is400() throws Exception {
        for (int i = 1; i < 100; i++) {
            fake.issueKey("ada");
        }

        HttpResponse<String> answer = create("{\"expires_in\":null,\"scopes\":null}", key);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("maximum number allowed, 100");
    }

    @Test
    void revoke_is204Then404() throws Exception {
        String other = fake.issueKey("ada");
        String path = "auth/apikey?first_eight=" + other.substring(0, 8);

        assertThat(send(request(path, "Apikey " + key).DELETE()).statusCode()).isEqualTo(204);
        assertThat(send(request(path, "Apikey " + key).DELETE()).statusCode()).isEqualTo(404);
    }

    @Test
    void expiresIn_comesInBothForms() throws Exception {
        assertThat(signIn().body()).contains("\"expires_in\":900.0");
        fake.behaviour().fractions(false);
        assertThat(signIn().body()).containsPattern("\"expires_in\":900[,}]");
    }

    @Test
    void deviceFlow_isPendingUntilApprovedAndEndsWithTheCode() throws Exception {
        HttpResponse<String> begun =
                send(request("auth/provider/orcid/authorize", "").POST(BodyPublishers.noBody()));
        String deviceCode = between(begun.body(), "\"device_code\":\"");
        String userCode = between(begun.body(), "\"user_code\":\"");

        assertThat(poll(deviceCode).statusCode()).isEqualTo(400);
        assertThat(poll(deviceCode).body()).isEqualTo("{\"detail\":{\"error\":\"authorization_pending\"}}");
        fake.approve(userCode, "ada");
        assertThat(poll(deviceCode).statusCode()).isEqualTo(200);
        assertThat(poll(deviceCode).statusCode()).isEqualTo(404);
    }

    @Test
    void aSingleUserServer_hasNoRoutesForSigningIn() throws Exception {
        try (FakeTiled single = FakeTiled.builder().singleUser("abc").start()) {
            URI api = URI.create(single.uri() + "/api/v1/");

            assertThat(send(HttpRequest.newBuilder(api)).body()).contains("\"links\":null");
            assertThat(send(HttpRequest.newBuilder(api.resolve("auth/whoami"))).statusCode())
                    .isEqualTo(404);
            assertThat(send(HttpRequest.newBuilder(api.resolve("metadata/"))).statusCode())
                    .isEqualTo(401);
            assertThat(send(HttpRequest.newBuilder(api.resolve("metadata/?api_key=abc")))
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void calls_showHowARequestWasAuthorizedAndNoKey() throws Exception {
        get("auth/whoami?api_key=" + key, "");
        get("auth/whoami", "Apikey " + key);

        assertThat(fake.calls().all().toString()).doesNotContain(key).contains("in the query", "Authorization=Apikey");
    }

    private HttpResponse<String> signIn() throws IOException, InterruptedException {
        return send(request("auth/provider/toy/token", "")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("username=ada&password=swordfish")));
    }

    private HttpResponse<String> poll(String deviceCode) throws IOException, InterruptedException {
        String body = "{\"device_code\":\"" + deviceCode
                + "\",\"grant_type\":\"urn:ietf:params:oauth:grant-type:device_code\"}";
        return send(request("auth/provider/orcid/token", "").POST(BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> create(String body, String apiKey) throws IOException, InterruptedException {
        return send(request("auth/apikey", "Apikey " + apiKey).POST(BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> get(String path, String authorization) throws IOException, InterruptedException {
        return send(request(path, authorization));
    }

    private HttpRequest.Builder request(String path, String authorization) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(fake.uri() + "/api/v1/" + path));
        return authorization.isEmpty() ? request : request.header("Authorization", authorization);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }

    private static String between(String body, String start) {
        int from = body.indexOf(start) + start.length();
        return body.substring(from, body.indexOf('"', from));
    }
}
