package io.labauth.oauth2;

import static org.assertj.core.api.Assertions.assertThat;

import io.labauth.LabAuthException;
import io.labauth.http.Loopback;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever JSON a server answers with is believed whole or refused by an exception of ours. */
class AnswersPropertyTest {
    private static final URI ISSUER = URI.create("https://i.example");
    private static final Wire WIRE = new Wire(HttpClient.newHttpClient(), "The lab", Duration.ofSeconds(1));
    private static final TokenEndpoint ENDPOINT = new TokenEndpoint(
            SavedSessionFuzzTest.REGISTRATION,
            new AuthorizationServer(OAuth2Service.discovered(ISSUER), WIRE, Clock.systemUTC()),
            WIRE,
            Clock.systemUTC());

    @Property(tries = 2_000)
    void metadata_leadNowhereUnprotected(@ForAll("metadata") Map<String, Object> object) {
        try {
            Metadata metadata = Metadata.read(json(object), ISSUER);

            assertThat(Loopback.isHttpsOrLoopback(metadata.endpoints().token())).isTrue();
            assertThat(metadata.issuer()).isEqualTo(ISSUER.toString());
        } catch (LabAuthException e) {
            assertThat(e).hasMessageStartingWith("The answer ");
        }
    }

    @Property(tries = 2_000)
    void tokens_canBeSent(@ForAll("tokens") Map<String, Object> object) {
        try {
            Tokens tokens = ENDPOINT.read(json(object), Instant.now(), List.of());

            HttpRequest.newBuilder(ISSUER)
                    .header("Authorization", "Bearer " + tokens.access().reveal());
            assertThat(tokens.scopes()).doesNotContainNull();
        } catch (LabAuthException e) {
            assertThat(e.getMessage()).matches("The (?:answer|lab's answer) .*");
        }
    }

    @Provide
    Arbitrary<Map<String, Object>> metadata() {
        return JsonTrees.objects(
                "issuer",
                "authorization_endpoint",
                "token_endpoint",
                "userinfo_endpoint",
                "jwks_uri",
                "require_pushed_authorization_requests",
                "id_token_signing_alg_values_supported");
    }

    @Provide
    Arbitrary<Map<String, Object>> tokens() {
        return JsonTrees.objects(
                "access_token", "token_type", "expires_in", "refresh_token", "scope", "id_token", "error");
    }

    private static Json json(Map<String, Object> object) {
        return Json.read(TestServer.JSON.writeValueAsString(object), "The answer")
                .orElseThrow();
    }
}
