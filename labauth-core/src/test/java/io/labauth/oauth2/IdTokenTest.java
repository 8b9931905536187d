package io.labauth.oauth2;

import static io.labauth.oauth2.TestServer.CALLBACK;
import static io.labauth.oauth2.TestServer.callback;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import io.labauth.AuthenticationException;
import io.labauth.LabAuthException;
import io.labauth.PendingLogin;
import io.labauth.ServiceException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which ID tokens are believed. */
@Timeout(30)
class IdTokenTest {
    private static final RSAKey OTHER = TestServer.key("k1");
    private static final RSAKey NEXT = TestServer.key("k2");

    private final TestServer server = new TestServer();
    private OAuth2Provider provider = server.client().build();
    private PendingLogin login;

    @BeforeEach
    void begin() {
        login = provider.begin(CALLBACK);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @MethodSource
    void aTokenWithWrongClaims_isRefused(String problem, Consumer<JWTClaimsSet.Builder> change) {
        server.tokensFor(login, change);

        assertThat(failure()).isInstanceOf(ServiceException.class).hasMessageContaining(problem);
    }

    static List<Arguments> aTokenWithWrongClaims_isRefused() {
        return List.of(
                wrong("another issuer", claims -> claims.issuer("https://evil.example")),
                wrong("lacks iss", claims -> claims.issuer(null)),
                wrong("lacks sub", claims -> claims.subject(null)),
                wrong("sub of the wrong type", claims -> claims.claim("sub", 7)),
                wrong("another application (aud)", claims -> claims.audience("other")),
                wrong("another application (aud)", claims -> claims.audience((String) null)),
                wrong("several applications", claims -> claims.audience(List.of(TestServer.CLIENT, "other"))),
                wrong("(azp)", claims -> claims.claim("azp", "other")),
                wrong("lacks exp", claims -> claims.expirationTime(null)),
                wrong("lacks exp", claims -> claims.claim("exp", "tomorrow")),
                wrong("lacks iat", claims -> claims.issueTime(null)),
                wrong("(nonce)", claims -> claims.claim("nonce", "other")),
                wrong("lacks nonce", claims -> claims.claim("nonce", null)),
                wrong("(at_hash)", claims -> claims.claim("at_hash", "AAAAAAAAAAAAAAAAAAAAAA")));
    }

    private static Arguments wrong(String problem, Consumer<JWTClaimsSet.Builder> change) {
        return Arguments.of(problem, change);
    }

    @ParameterizedTest
    @MethodSource
    void aTokenOfAnotherTime_isAClockSkew(String problem, Consumer<JWTClaimsSet.Builder> change) {
        server.tokensFor(login, change);

        assertThatExceptionOfType(AuthenticationException.class)
                .isThrownBy(() -> provider.complete(login, callback(login)))
                .withMessageContaining(problem)
                .returns(AuthenticationException.Reason.CLOCK_SKEW, AuthenticationException::reason);
    }

    static List<Arguments> aTokenOfAnotherTime_isAClockSkew() {
        return List.of(
                wrong("is over", claims -> claims.expirationTime(in(-90))),
                wrong("is from the future", claims -> claims.issueTime(in(90))),
                wrong("is from the future", claims -> claims.notBeforeTime(in(90))));
    }

    @Test
    void aTokenWithinTheSkew_isBelieved() {
        server.tokensFor(login, claims -> claims.expirationTime(in(-30)).issueTime(in(30)));

        assertThat(provider.complete(login, callback(login)).subject()).isEqualTo("ada");
    }

    @Test
    void clockSkew_isASettingUpToTenMinutes() {
        assertThat(server.client().clockSkew(Duration.ofMinutes(10)).build()).isNotNull();
        provider = server.client().clockSkew(Duration.ZERO).build();
        server.tokensFor(login, claims -> claims.expirationTime(in(-30)));

        assertThat(failure()).isInstanceOf(AuthenticationException.class);
    }

    @Test
    void aTokenForSeveral_withUsAsItsParty_isBelieved() {
        server.tokensFor(
                login,
                claims -> claims.audience(List.of("other", TestServer.CLIENT)).claim("azp", TestServer.CLIENT));

        assertThat(provider.complete(login, callback(login)).subject()).isEqualTo("ada");
    }

    /** RFC 8725, 3.11: what was signed for something else is no ID token. */
    @Test
    void aTokenThatSaysItIsAnotherKindOfToken_isRefused() {
        respond(TestServer.signed(typed("JWT"), good(), TestServer.KEY));
        assertThat(provider.complete(login, callback(login)).subject()).isEqualTo("ada");

        respond(TestServer.signed(typed("at+jwt"), good(), TestServer.KEY));
        assertThat(failure()).isInstanceOf(ServiceException.class).hasMessageContaining("not signed by the service");
    }

    @ParameterizedTest
    @ValueSource(strings = {"EdDSA", "HS256", "none"})
    void aTokenOfAServerThatSignsByOtherMethodsAlone_isRefused(String algorithm) {
        server.metadata("id_token_signing_alg_values_supported", List.of(algorithm));
        provider = server.client().build();
        server.tokensFor(login);

        assertThat(failure()).isInstanceOf(ServiceException.class).hasMessageContaining("not supported");
    }

    @ParameterizedTest
    @CsvSource({"401, ''", "403, ''", "400, '{\"error\":\"access_denied\"}'", "200, '{\"error\":\"access_denied\"}'"})
    void theKeysThatWereFetched_stayInUseWhenTheyAreRefusedLater(int status, String body) {
        TestClock clock = new TestClock(Instant.now());
        provider =
                server.client().clock(clock).clockSkew(Duration.ofMinutes(10)).build();
        server.tokensFor(login);
        provider.complete(login, callback(login));
        server.answer("/jwks", TestServer.json(status, body));
        clock.pass(Duration.ofHours(2));
        server.tokensFor(login, claims -> claims.issueTime(in(7200)).expirationTime(in(7500)));

        assertThat(provider.complete(login, callback(login)).subject()).isEqualTo("ada");
        assertThat(server.count("/jwks")).isEqualTo(2);
    }

    @Test
    void aTokenThatNobodySigned_isRefused() {
        respond(new PlainJWT(server.claims(login).build()).serialize());

        assertThat(failure())
                .isInstanceOf(ServiceException.class)
                .hasMessageStartingWith("127.0.0.1's ID token is not a signed token");
    }

    @Test
    void aTokenSignedWithThePublicKeyAsASecret_isRefused() throws Exception {
        List<byte[]> secrets = List.of(
                TestServer.KEY.toRSAPublicKey().getEncoded(),
                TestServer.KEY.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8),
                ("-----BEGIN PUBLIC KEY-----\n"
                                + Base64.getMimeEncoder(64, new byte[] {'\n'})
                                        .encodeToString(
                                                TestServer.KEY.toRSAPublicKey().getEncoded())
                                + "\n-----END PUBLIC KEY-----\n")
                        .getBytes(StandardCharsets.UTF_8));
        for (byte[] secret : secrets) {
            respond(TestServer.signed(header(JWSAlgorithm.HS256, "k1"), good(), new MACSigner(secret)));

            assertThat(failure())
                    .isInstanceOf(ServiceException.class)
                    .hasMessageContaining("not signed by the service");
        }
    }

    @Test
    void aTokenOfAnAlgorithmThatTheServerDoesNotAnnounce_isRefused() {
        server.metadata("id_token_signing_alg_values_supported", List.of("ES256", "HS256", "none"));
        provider = server.client().build();
        server.tokensFor(login);

        assertThat(failure()).isInstanceOf(ServiceException.class).hasMessageContaining("not signed by the service");
    }

    @Test
    void aTokenSignedByAnotherKeyOfTheSameName_isRefused() {
        respond(TestServer.signed(header(JWSAlgorithm.RS256, "k1"), good(), OTHER));

        assertThat(failure()).isInstanceOf(ServiceException.class).hasMessageContaining("not signed by the service");
    }

    @Test
    void aTokenWithItsOwnKeyInside_isRefused() {
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .keyID("k1")
                .jwk(OTHER.toPublicJWK())
                .build();
        respond(TestServer.signed(header, good(), OTHER));

        assertThat(failure()).isInstanceOf(ServiceException.class);
    }

    @Test
    void aTokenOfAnUnknownKey_makesTheKeysBeFetchedOnceMore_notEachTime() {
        respond(TestServer.signed(header(JWSAlgorithm.RS256, "k9"), good(), NEXT));

        for (int i = 0; i < 5; i++) {
            assertThat(failure()).isInstanceOf(ServiceException.class);
        }

        assertThat(server.count("/jwks")).isEqualTo(2);
    }

    @Test
    void aTokenOfANewKey_isBelieved() {
        server.tokensFor(login);
        provider.complete(login, callback(login));
        server.keys(TestServer.KEY, NEXT);
        respond(TestServer.signed(header(JWSAlgorithm.RS256, "k2"), good(), NEXT));

        assertThat(provider.complete(login, callback(login)).subject()).isEqualTo("ada");
        assertThat(server.count("/jwks")).isEqualTo(2);
    }

    @Test
    void keysAndMetadata_areFetchedOnceForManyLogins() {
        for (int i = 0; i < 10; i++) {
            PendingLogin next = provider.begin(CALLBACK);
            server.tokensFor(next);
            provider.complete(next, callback(next));
        }

        assertThat(server.count("/jwks")).isOne();
        assertThat(server.count("/.well-known/openid-configuration")).isOne();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a.b.c", "not a token", "eyJhbGciOiJub25lIn0.e30.", "{}"})
    void whatIsNoToken_isRefused(String idToken) {
        respond(idToken);

        assertThat(failure()).isInstanceOf(ServiceException.class);
    }

    @Test
    void aMissingToken_isRefused() {
        Map<String, Object> answer = TestServer.tokens("");
        answer.remove("id_token");
        server.json("/token", 200, answer);

        assertThat(failure()).isInstanceOf(ServiceException.class).hasMessageContaining("no ID token");
    }

    @Test
    void aTokenThatSaysAClaimTwice_isRefused() throws Exception {
        String payload = good().toString().replaceFirst("\\{", "{\"sub\":\"eve\",");
        com.nimbusds.jose.JWSObject twice = new com.nimbusds.jose.JWSObject(
                header(JWSAlgorithm.RS256, "k1"), new com.nimbusds.jose.Payload(payload));
        twice.sign(new com.nimbusds.jose.crypto.RSASSASigner(TestServer.KEY));
        respond(twice.serialize());

        assertThat(failure()).isInstanceOf(ServiceException.class).hasMessageContaining("unambiguous");
    }

    private LabAuthException failure() {
        LabAuthException e =
                catchThrowableOfType(LabAuthException.class, () -> provider.complete(login, callback(login)));
        assertThat(e).hasMessageNotContainingAny("eyJ", "at-s3cret", "c0de");
        return e;
    }

    private void respond(String idToken) {
        server.json("/token", 200, TestServer.tokens(idToken));
    }

    private JWTClaimsSet good() {
        return server.claims(login).build();
    }

    private static JWSHeader typed(String type) {
        return new JWSHeader.Builder(JWSAlgorithm.RS256)
                .keyID("k1")
                .type(new JOSEObjectType(type))
                .build();
    }

    private static JWSHeader header(JWSAlgorithm algorithm, String keyId) {
        return new JWSHeader.Builder(algorithm).keyID(keyId).build();
    }

    private static Date in(int seconds) {
        return Date.from(Instant.now().plusSeconds(seconds));
    }
}
