package io.labauth.oauth2;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import io.labauth.Secret;
import io.labauth.ServiceException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;

class IdTokenFuzzTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-22T10:00:00Z"), ZoneOffset.UTC);
    private static final Secret ACCESS = Secret.of("at-s3cret");
    private static final String GENUINE = TestServer.signed(
            new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("k1").build(), claims(), TestServer.KEY);
    private static final IdTokens TOKENS = tokens();
    private static final String REFUSAL = "i\\.example's ID token (?:is not a signed token"
            + "|is not signed by the service, or not by a method that can be trusted"
            + "|is not one unambiguous JSON object|belongs to another access token \\(at_hash\\)): .*";

    @FuzzTest(maxDuration = "10m")
    void token_thatTheServiceDidNotSign_isRefused(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        int place = bytes.length < 2 ? 0 : (((bytes[0] & 0xff) << 8) | (bytes[1] & 0xff)) % GENUINE.length();

        check(text);
        check(GENUINE.substring(0, place)
                + text
                + GENUINE.substring(Math.min(GENUINE.length(), place + text.length())));
    }

    /** Base64 has some characters that mean nothing; what they leave as it was is what the service signed. */
    private static void check(String token) {
        if (token.isBlank()) {
            return;
        }
        try {
            Json claims = TOKENS.checked(Secret.of(token), ACCESS, null);

            assertThat(claims.members()).containsEntry("sub", "ada");
        } catch (ServiceException e) {
            assertThat(e.getMessage()).matches(REFUSAL);
        }
    }

    private static JWTClaimsSet claims() {
        return new JWTClaimsSet.Builder()
                .issuer("https://i.example")
                .subject("ada")
                .audience("app")
                .issueTime(Date.from(CLOCK.instant()))
                .expirationTime(Date.from(CLOCK.instant().plusSeconds(300)))
                .build();
    }

    private static IdTokens tokens() {
        JWKSet keys = new JWKSet(TestServer.KEY).toPublicJWKSet();
        Metadata metadata = Metadata.configured(
                Endpoints.of(URI.create("https://i.example/a"), URI.create("https://i.example/t")),
                URI.create("https://i.example"));
        return new IdTokens(
                SavedSessionFuzzTest.REGISTRATION, () -> metadata, (selector, context) -> selector.select(keys), CLOCK);
    }
}
