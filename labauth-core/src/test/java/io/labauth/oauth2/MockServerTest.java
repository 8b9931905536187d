package io.labauth.oauth2;

import static io.labauth.oauth2.TestServer.CALLBACK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.labauth.Callback;
import io.labauth.PendingLogin;
import io.labauth.Secret;
import io.labauth.ServiceException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.token.DefaultOAuth2TokenCallback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Against an authorization server that somebody else wrote. */
@Timeout(60)
class MockServerTest {
    private final MockOAuth2Server server = new MockOAuth2Server();
    private OAuth2Provider provider;

    @BeforeEach
    void start() throws IOException {
        server.start(InetAddress.getLoopbackAddress(), 0);
        provider = OAuth2Provider.builder(server.issuerUrl("lab").uri(), "gel-reader")
                .scopes("openid", "offline_access")
                .clientSecret(Secret.of("s3cret"))
                .build();
    }

    @AfterEach
    void stop() {
        server.shutdown();
    }

    @Test
    void aPersonSignsIn_refreshes_andIsRestored() throws Exception {
        server.enqueueCallback(new DefaultOAuth2TokenCallback(
                "lab", "ada", "JWT", List.of("gel-reader"), Map.of("name", "Ada Lovelace"), 3600));
        PendingLogin login = provider.begin(CALLBACK);

        OAuth2Session session =
                provider.complete(login, Callback.parse(redirect(login).getRawQuery()));

        assertThat(session.subject()).isEqualTo("ada");
        assertThat(session.name()).isEqualTo("Ada Lovelace");
        assertThat(session.logoutUrl(null)).isPresent();
    }

    @Test
    void aSession_refreshes() throws Exception {
        PendingLogin login = provider.begin(CALLBACK);
        OAuth2Session session =
                provider.complete(login, Callback.parse(redirect(login).getRawQuery()));
        Secret first = session.accessToken();

        session.refresh();

        assertThat(session.accessToken()).isNotEqualTo(first);
        assertThat(session.subject()).isNotEmpty();
    }

    @Test
    void aTokenOfAnotherIssuer_isRefused() throws Exception {
        PendingLogin login = provider.begin(CALLBACK);
        Callback callback = Callback.parse(redirect(login).getRawQuery());
        OAuth2Service mixedUp = new OAuth2Service(
                "Mixed up",
                server.issuerUrl("other").uri(),
                Endpoints.of(
                                server.authorizationEndpointUrl("other").uri(),
                                server.tokenEndpointUrl("lab").uri())
                        .withJwks(server.jwksUrl("lab").uri()),
                List.of("openid"),
                "sub");
        OAuth2Provider other = OAuth2Provider.builder(mixedUp, "gel-reader")
                .clientSecret(Secret.of("s3cret"))
                .build();

        assertThatExceptionOfType(ServiceException.class)
                .isThrownBy(() -> other.complete(login, callback))
                .withMessageContaining("another issuer");
    }

    private static URI redirect(PendingLogin login) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(login.authorizationUri()).build(), BodyHandlers.discarding())
                .headers()
                .firstValue("Location")
                .map(URI::create)
                .orElseThrow();
    }
}
