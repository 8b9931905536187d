package io.labauth.oauth2;

import static io.labauth.oauth2.TestServer.CALLBACK;
import static io.labauth.oauth2.TestServer.json;
import static io.labauth.oauth2.TestServer.parameters;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.labauth.AuthenticationException;
import io.labauth.PendingLogin;
import io.labauth.Secret;
import io.labauth.ServiceException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Authorization requests that go to the server before the browser does (RFC 9126). */
@Timeout(30)
class PushedRequestTest {
    private static final String REQUEST_URI = "urn:ietf:params:oauth:request_uri:abc";

    private final TestServer server = new TestServer();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void begin_whereItIsAnnounced_pushesAndSendsTheBrowserWithAReference() {
        announce();

        PendingLogin login =
                server.client().clientSecret(Secret.of("s3cret")).build().begin(CALLBACK);

        assertThat(parameters(login.authorizationUri().getRawQuery()))
                .containsOnly(Map.entry("client_id", TestServer.CLIENT), Map.entry("request_uri", REQUEST_URI));
        assertThat(parameters(server.requests("/par").get(0).getBodyAsString()))
                .containsEntry("state", TestServer.state(login))
                .containsEntry("code_challenge_method", "S256")
                .containsEntry("redirect_uri", CALLBACK.toString())
                .doesNotContainKey("client_secret");
        assertThat(server.requests("/par").get(0).getHeader("Authorization")).startsWith("Basic ");
    }

    @Test
    void begin_saysHowLongTheServerKeepsTheRequest() {
        announce();
        assertThat(server.client().build().begin(CALLBACK).validity()).contains(Duration.ofSeconds(60));

        server.json("/par", 201, Map.of("request_uri", REQUEST_URI));
        assertThat(server.client().build().begin(CALLBACK).validity()).isEmpty();
    }

    @Test
    void begin_ofAPublicClient_pushesItsClientId() {
        announce();

        server.client().build().begin(CALLBACK);

        assertThat(parameters(server.requests("/par").get(0).getBodyAsString()))
                .containsEntry("client_id", TestServer.CLIENT);
    }

    @Test
    void begin_whenItIsSwitchedOff_doesNotPush_unlessTheServerRequiresIt() {
        announce();
        server.client().pushedAuthorizationRequests(false).build().begin(CALLBACK);
        assertThat(server.count("/par")).isZero();

        server.metadata("require_pushed_authorization_requests", true);
        server.client().pushedAuthorizationRequests(false).build().begin(CALLBACK);
        assertThat(server.count("/par")).isOne();
    }

    @Test
    void begin_whenItIsAskedForInVain_saysSo() {
        OAuth2Provider provider =
                server.client().pushedAuthorizationRequests(true).build();

        assertThatIllegalStateException().isThrownBy(() -> provider.begin(CALLBACK));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"request_uri\":7}", "{\"request_uri\":\"a b\"}", "[]", ""})
    void begin_whenTheAnswerIsNoReference_isRefused(String body) {
        announce();
        server.answer("/par", json(201, body));

        assertThatExceptionOfType(ServiceException.class)
                .isThrownBy(() -> server.client().build().begin(CALLBACK));
    }

    @Test
    void begin_whenTheServerDoesNotKnowUs_saysSo() {
        announce();
        server.json("/par", 401, Map.of("error", "invalid_client"));

        assertThatExceptionOfType(AuthenticationException.class)
                .isThrownBy(() -> server.client().build().begin(CALLBACK))
                .returns(AuthenticationException.Reason.CLIENT_REFUSED, AuthenticationException::reason);
    }

    private void announce() {
        server.metadata(
                "pushed_authorization_request_endpoint", server.at("/par").toString());
        server.json("/par", 201, Map.of("request_uri", REQUEST_URI, "expires_in", 60));
    }
}
