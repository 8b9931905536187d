package io.labauth.oauth2;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.labauth.AuthenticationException;
import io.labauth.Secret;
import io.labauth.ServiceException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

class IdTokenClaimsFuzzTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);
    private static final String REFUSAL = "The ID token (?:lacks [a-z]+(?:, or has one that is no number)?"
            + "|has a [a-z]+ of the wrong type|is of another issuer|is for another application \\(aud\\)"
            + "|is for several applications, and names none as its party|was given to another application \\(azp\\)"
            + "|belongs to another login \\(nonce\\)): .*"
            + "|By this machine's clock, the ID token of the lab is (?:over|from the future): .*";

    @FuzzTest(maxDuration = "10m")
    void claims_thatPass_areForUsAndNow(byte[] payload) {
        Optional<Json> json = Json.read(new String(payload, StandardCharsets.UTF_8), "The ID token");
        if (json.isEmpty()) {
            return;
        }
        try {
            check(new IdTokenClaims(json.get(), NOW, Duration.ofSeconds(60)));

            assertThat(json.get().members())
                    .containsEntry("iss", "https://i.example")
                    .containsEntry("nonce", "n0nce")
                    .hasEntrySatisfying(
                            "aud", audience -> assertThat(audience.toString()).contains("app"))
                    .hasEntrySatisfying(
                            "exp",
                            time -> assertThat(((Number) time).longValue()).isGreaterThan(NOW.getEpochSecond() - 60))
                    .hasEntrySatisfying(
                            "iat",
                            time -> assertThat(((Number) time).longValue())
                                    .isLessThanOrEqualTo(NOW.getEpochSecond() + 60));
        } catch (ServiceException | AuthenticationException e) {
            assertThat(e.getMessage()).matches(REFUSAL);
        }
    }

    private static void check(IdTokenClaims claims) {
        claims.issuedBy("https://i.example");
        claims.meantFor("app");
        claims.goodNow("the lab");
        claims.answering(Secret.of("n0nce"));
    }
}
