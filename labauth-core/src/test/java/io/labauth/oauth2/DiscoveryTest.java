package io.labauth.oauth2;

import static io.labauth.oauth2.TestServer.CALLBACK;
import static io.labauth.oauth2.TestServer.callback;
import static io.labauth.oauth2.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import io.labauth.ConnectionException;
import io.labauth.LabAuthException;
import io.labauth.PendingLogin;
import io.labauth.ServiceException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is learnt of a server, and what of it is believed. */
@Timeout(30)
class DiscoveryTest {
    private static final String OPENID = "/.well-known/openid-configuration";

    private TestServer server = new TestServer();

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://login.example",
                "login.example",
                "ftp://login.example",
                "https://login.example?x=1",
                "https://login.example#x",
                "https://user@login.example",
                "https://login.example/a/../b",
                "https://login.example/./a",
                "https://login.example//a",
                "https://login.example/a;b",
                "https://login.example/a%2fb",
                "https://login.example/%2E%2E/a",
                "https://login.example/a%5Cb",
                "https://login.example/.well-known/openid-configuration",
                "http://127.0.0.1.evil.example"
            })
    void anIssuerThatIsNone_isRefusedAtOnce(URI issuer) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OAuth2Provider.builder(issuer, "id"))
                .withMessageStartingWith("The issuer ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/realms/lab", "/realms/lab/"})
    void anIssuerWithAPath_hasItsMetadataBehindThePath(String path) {
        server.close();
        server = new TestServer(path);

        PendingLogin login = server.client().build().begin(CALLBACK);

        assertThat(login.authorizationUri().toString())
                .startsWith(server.at("/authorize").toString());
        assertThat(server.count("/realms/lab" + OPENID)).isOne();
    }

    @Test
    void anIssuerWithAPath_mayPublishByRfc8414() {
        server.close();
        server = new TestServer("/realms/lab");
        server.answer("/realms/lab" + OPENID, json(404, ""));
        server.answer("/.well-known/oauth-authorization-server/realms/lab", json(200, server.metadataText()));

        PendingLogin login = server.client().build().begin(CALLBACK);

        assertThat(login.authorizationUri().toString())
                .startsWith(server.at("/authorize").toString());
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 405, 410})
    void noMetadataAtAll_isAServiceException(int status) {
        server.answer(OPENID, json(status, ""));

        assertThat(failure()).isInstanceOf(ServiceException.class).hasMessageContaining("publishes no metadata");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example", "http://127.0.0.1", ""})
    void metadataOfAnotherIssuer_isRefused(String issuer) {
        server.metadata("issuer", issuer);

        assertThat(failure())
                .isInstanceOf(ServiceException.class)
                .hasMessageContaining(issuer.isEmpty() ? "lacks issuer" : "another issuer");
    }

    @Test
    void metadataWithASlashMore_isAnotherIssuer() {
        server.metadata("issuer", server.issuer() + "/");

        assertThat(failure()).isInstanceOf(ServiceException.class).hasMessageContaining("another issuer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"issuer", "authorization_endpoint", "token_endpoint"})
    void metadataThatLacksSomething_isRefused(String name) {
        server.metadata(name, null);

        assertThat(failure()).isInstanceOf(ServiceException.class).hasMessageContaining("lacks");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "issuer",
                "authorization_endpoint",
                "token_endpoint",
                "userinfo_endpoint",
                "jwks_uri",
                "authorization_response_iss_parameter_supported",
                "require_pushed_authorization_requests",
                "id_token_signing_alg_values_supported",
                "token_endpoint_auth_methods_supported"
            })
    void metadataOfTheWrongType_isRefused(String name) {
        for (Object wrong : new Object[] {7, List.of(7), java.util.Map.of("a", 1)}) {
            server.metadata(name, wrong);

            assertThat(failure()).isInstanceOf(ServiceException.class).hasMessageContaining("of the wrong type");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"issuer", "token_endpoint", "jwks_uri"})
    void metadataThatSaysSomethingTwice_isRefused(String name) {
        String twice = server.metadataText().replaceFirst("\\{", "{\"" + name + "\":\"https://evil.example\",");
        server.answer(OPENID, json(200, twice));

        assertThat(failure()).isInstanceOf(ServiceException.class).hasMessageContaining("cannot be understood");
    }

    @ParameterizedTest
    @CsvSource({
        "token_endpoint, http://login.example/token",
        "authorization_endpoint, javascript:alert(1)",
        "jwks_uri, file:///etc/passwd",
        "userinfo_endpoint, /userinfo",
        "token_endpoint, not a uri",
    })
    void anEndpointThatSecretsMustNotGoTo_isRefused(String name, String uri) {
        server.metadata(name, uri);

        assertThat(failure()).isInstanceOf(ServiceException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "7", "\"x\"", "{", "{} {}", "<html>Please sign in</html>"})
    void anAnswerThatIsNoObject_isRefused(String body) {
        server.answer(OPENID, json(200, body));

        assertThat(failure()).isInstanceOf(ServiceException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {204, 301, 302, 400, 407, 429, 500, 503})
    void anAnswerOfAnotherStatus_isAServiceException(int status) {
        server.answer(OPENID, json(status, "").withHeader("Location", "https://evil.example"));

        assertThatExceptionOfType(ServiceException.class)
                .isThrownBy(() -> server.client().build().begin(CALLBACK))
                .returns(status, ServiceException::status);
    }

    @ParameterizedTest
    @CsvSource({
        "401, ServiceException, status 401",
        "403, AuthorizationException, status 403",
        "407, ServiceException, status 407",
    })
    void metadataThatAreWithheld_areNotTakenForMissing(int status, String type, String told) {
        server.answer(OPENID, json(status, ""));

        assertThat(failure().getClass().getSimpleName()).isEqualTo(type);
        assertThat(failure())
                .hasMessageContaining(told)
                .hasMessageNotContaining("publishes no metadata")
                .hasMessageNotContaining("client id");
    }

    @Test
    void tenMegabytes_areNotRead() {
        server.answer(OPENID, json(200, "x".repeat(10_000_000)));

        assertThat(failure()).isInstanceOf(ServiceException.class).hasMessageContaining("larger");
    }

    @Test
    void aSlowOrBrokenAnswer_isAConnectionException() {
        OAuth2Provider hasty = server.client().timeout(Duration.ofMillis(300)).build();
        server.answer(OPENID, json(200, server.metadataText()).withChunkedDribbleDelay(5, 5_000));
        assertThatExceptionOfType(ConnectionException.class).isThrownBy(() -> hasty.begin(CALLBACK));

        server.answer(OPENID, WireMock.aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));
        assertThat(failure()).isInstanceOf(ConnectionException.class);
    }

    @Test
    void aCertificateThatThisMachineDoesNotTrust_isToldAsSuch() {
        WireMockServer selfSigned = new WireMockServer(WireMockConfiguration.options()
                .bindAddress("127.0.0.1")
                .dynamicPort()
                .dynamicHttpsPort());
        selfSigned.start();
        try {
            URI issuer = URI.create("https://127.0.0.1:" + selfSigned.httpsPort());

            assertThatExceptionOfType(ConnectionException.class)
                    .isThrownBy(
                            () -> OAuth2Provider.builder(issuer, "id").build().begin(CALLBACK))
                    .withMessageContaining(
                            "no connection that this machine trusts: check the proxy and the certificates");
        } finally {
            selfSigned.stop();
        }
    }

    @Test
    void afterAFailure_theNextLoginTriesAgain() {
        OAuth2Provider provider = server.client().build();
        server.answer(OPENID, json(503, ""));
        assertThatExceptionOfType(ServiceException.class).isThrownBy(() -> provider.begin(CALLBACK));

        server.answer(OPENID, json(200, server.metadataText()));

        assertThat(provider.begin(CALLBACK).authorizationUri()).isNotNull();
    }

    @Test
    void oldMetadata_isFetchedAgainOnce_andStaysInUseWhenThatFails() {
        TestClock clock = new TestClock(Instant.now());
        OAuth2Provider provider = server.client().clock(clock).build();
        provider.begin(CALLBACK);
        server.answer(OPENID, json(503, ""));
        clock.pass(Duration.ofHours(25));

        for (int i = 0; i < 5; i++) {
            assertThat(provider.begin(CALLBACK).authorizationUri()).isNotNull();
        }

        assertThat(server.count(OPENID)).isEqualTo(2);
    }

    @Test
    void aServerThatDoesNotAnnouncePkce_getsItAllTheSame() {
        server.metadata("code_challenge_methods_supported", List.of());

        assertThat(server.client().build().begin(CALLBACK).authorizationUri().getRawQuery())
                .contains("code_challenge_method=S256");
    }

    @Test
    void keysThatAreNone_areRefused() {
        for (String body : List.of("{}", "{\"keys\":7}", "[]", "<html></html>", "{\"keys\":[{\"kty\":7}]}")) {
            server.answer("/jwks", json(200, body));
            OAuth2Provider provider = server.client().build();
            PendingLogin login = provider.begin(CALLBACK);
            server.tokensFor(login);

            assertThatExceptionOfType(ServiceException.class)
                    .as(body)
                    .isThrownBy(() -> provider.complete(login, callback(login)));
        }
    }

    private LabAuthException failure() {
        return catchThrowableOfType(
                LabAuthException.class, () -> server.client().build().begin(CALLBACK));
    }
}
