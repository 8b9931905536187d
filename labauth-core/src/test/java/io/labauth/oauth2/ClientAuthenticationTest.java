package io.labauth.oauth2;

import static io.labauth.oauth2.TestServer.CALLBACK;
import static io.labauth.oauth2.TestServer.callback;
import static io.labauth.oauth2.TestServer.parameters;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.SignedJWT;
import io.labauth.PendingLogin;
import io.labauth.Secret;
import io.labauth.ServiceException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How an application shows who it is, and what its builder refuses. */
@Timeout(30)
class ClientAuthenticationTest {
    private final TestServer server = new TestServer();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void clientSecret_goesIntoTheHeader() {
        exchange(server.client().clientSecret(Secret.of("s:cret&")));

        String header = server.requests("/token").get(0).getHeader("Authorization");
        assertThat(new String(Base64.getDecoder().decode(header.substring(6)), StandardCharsets.UTF_8))
                .isEqualTo("lab-app:s%3Acret%26");
        assertThat(form()).doesNotContainKeys("client_secret");
    }

    @ParameterizedTest
    @CsvSource({
        "client_secret_post, true",
        "'private_key_jwt,client_secret_post', true",
        "'client_secret_post,client_secret_basic', false",
        "private_key_jwt, false",
        "'', false",
    })
    void clientSecret_goesIntoTheForm_whereTheServerOffersThatAndNotTheHeader(String offered, boolean inForm) {
        server.metadata("token_endpoint_auth_methods_supported", List.of(offered.split(",")));

        exchange(server.client().clientSecret(Secret.of("s3cret")));

        assertThat(form().containsKey("client_secret")).isEqualTo(inForm);
        assertThat(server.requests("/token").get(0).getHeader("Authorization") == null)
                .isEqualTo(inForm);
    }

    @Test
    void clientSecretPost_goesIntoTheForm_whateverTheServerOffers() {
        server.metadata("token_endpoint_auth_methods_supported", List.of("client_secret_basic"));

        exchange(server.client().clientSecretPost(Secret.of("s3cret")));

        assertThat(form()).containsEntry("client_id", "lab-app").containsEntry("client_secret", "s3cret");
        assertThat(server.requests("/token").get(0).getHeader("Authorization")).isNull();
    }

    @Test
    void privateKeyJwt_signsEachRequestAnew() throws Exception {
        OAuth2Provider provider = server.client()
                .privateKeyJwt(TestServer.KEY.toPrivateKey(), "k1")
                .build();
        exchange(provider);
        SignedJWT first = assertion();
        exchange(provider);

        assertThat(first.verify(new RSASSAVerifier(TestServer.KEY.toRSAPublicKey())))
                .isTrue();
        assertThat(first.getHeader().getKeyID()).isEqualTo("k1");
        assertThat(first.getJWTClaimsSet().getSubject()).isEqualTo("lab-app");
        assertThat(first.getJWTClaimsSet().getJWTID())
                .isNotEqualTo(SignedJWT.parse(
                                parameters(server.requests("/token").get(1).getBodyAsString())
                                        .get("client_assertion"))
                        .getJWTClaimsSet()
                        .getJWTID());
    }

    @Test
    void privateKeyJwt_isForTheIssuer_whicheverEndpointItIsSentTo() throws Exception {
        Reply.offerAll(server);
        OAuth2Provider provider = server.client()
                .privateKeyJwt(TestServer.KEY.toPrivateKey(), "k1")
                .pushedAuthorizationRequests(true)
                .build();
        PendingLogin login = provider.begin(CALLBACK);
        server.tokensFor(login);
        provider.complete(login, callback(login)).revoke();
        assertThatIllegalStateException()
                .isThrownBy(() -> provider.signInOnDevice(code -> {
                    throw new IllegalStateException("Nobody waits.");
                }));

        for (String path : List.of("/par", "/token", "/revoke", "/device")) {
            assertThat(assertion(path).getJWTClaimsSet().getAudience())
                    .as(path)
                    .containsExactly(server.issuer().toString());
        }
    }

    @Test
    void privateKeyJwt_whereThereIsNoIssuer_isForTheTokenEndpoint() throws Exception {
        Endpoints endpoints =
                Endpoints.of(server.at("/authorize"), server.at("/token")).withUserInfo(server.at("/user"));
        OAuth2Provider provider = OAuth2Provider.builder(
                        new OAuth2Service("Plain", null, endpoints, List.of("data"), "sub"), "lab-app")
                .privateKeyJwt(TestServer.KEY.toPrivateKey(), "k1")
                .build();
        PendingLogin login = provider.begin(CALLBACK);
        assertThatExceptionOfType(ServiceException.class).isThrownBy(() -> provider.complete(login, callback(login)));

        assertThat(assertion().getJWTClaimsSet().getAudience())
                .containsExactly(server.at("/token").toString());
    }

    @ParameterizedTest
    @CsvSource({"P-256, ES256", "P-384, ES384", "P-521, ES512"})
    void privateKeyJwt_takesAnEcKeyOfEachCurve(String curve, String algorithm) throws Exception {
        ECKey key = new ECKeyGenerator(Curve.parse(curve)).generate();

        exchange(server.client().privateKeyJwt(key.toECPrivateKey(), "k1"));

        assertThat(assertion().getHeader().getAlgorithm()).hasToString(algorithm);
        assertThat(assertion().verify(new ECDSAVerifier(key.toECPublicKey()))).isTrue();
    }

    @Test
    void privateKeyJwt_ofAnotherKind_isRefused() throws Exception {
        var key = KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPrivate();

        assertThatIllegalArgumentException().isThrownBy(() -> server.client().privateKeyJwt(key, "k1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"state", "nonce", "redirect_uri", "client_id", "code_challenge", "response_mode", "request"})
    void parameters_thatTheFlowSetsItself_areRefused(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> server.client().parameters(Map.of(name, "x")))
                .withMessageContaining(name);
    }

    @Test
    void scopes_inOneText_areTheSameAsOneByOne() {
        PendingLogin login =
                server.client().scopes(" openid  profile", "email").build().begin(CALLBACK);

        assertThat(login.secrets()).containsKey("nonce");
        assertThat(parameters(login.authorizationUri().getRawQuery())).containsEntry("scope", "openid profile email");
    }

    @Test
    void scopes_ofAService_inOneText_areTheSameAsOneByOne() {
        OAuth2Service service = new OAuth2Service("Lab", server.issuer(), null, List.of("openid profile"), "sub");

        assertThat(OAuth2Provider.builder(service, "id").build().begin(CALLBACK).secrets())
                .containsKey("nonce");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"openid\"", "open\\id", "open\u00efd", "openid\u007f", "\u0000"})
    void scopes_withACharacterThatNoneHas_areRefused(String scope) {
        assertThatIllegalArgumentException().isThrownBy(() -> server.client().scopes("email", scope));
    }

    @Test
    void settings_thatCannotBe_areRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> OAuth2Provider.builder(server.issuer(), " "));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> server.client().resources(URI.create("https://data.example/#x")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> server.client().clockSkew(java.time.Duration.ofMinutes(11)));
        assertThatIllegalArgumentException().isThrownBy(() -> server.client().timeout(java.time.Duration.ZERO));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OAuth2Provider.builder(OAuth2Service.GITHUB, "id")
                        .scopes("openid")
                        .build());
        Endpoints keyless =
                Endpoints.of(URI.create("https://lab.example/authorize"), URI.create("https://lab.example/token"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OAuth2Provider.builder(
                                new OAuth2Service(
                                        "Lab", URI.create("https://lab.example"), keyless, List.of("openid"), "sub"),
                                "id")
                        .build());
    }

    private void exchange(OAuth2ProviderBuilder client) {
        exchange(client.build());
    }

    private void exchange(OAuth2Provider provider) {
        PendingLogin login = provider.begin(CALLBACK);
        server.tokensFor(login);
        provider.complete(login, callback(login));
    }

    private Map<String, String> form() {
        return form("/token");
    }

    private Map<String, String> form(String path) {
        return parameters(server.requests(path).get(0).getBodyAsString());
    }

    private SignedJWT assertion() throws java.text.ParseException {
        return assertion("/token");
    }

    private SignedJWT assertion(String path) throws java.text.ParseException {
        assertThat(form(path))
                .containsEntry("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
        return SignedJWT.parse(form(path).get("client_assertion"));
    }
}
