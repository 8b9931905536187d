package io.labauth.oauth2;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.labauth.AuthenticationException.Reason;
import io.labauth.ServiceException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

class TokenAnswerFuzzTest {
    private static final Instant ASKED = Instant.parse("2026-11-22T10:00:00Z");
    private static final Wire WIRE = new Wire(HttpClient.newHttpClient(), "The lab", Duration.ofSeconds(1));
    private static final Clock CLOCK = Clock.systemUTC();
    private static final TokenEndpoint ENDPOINT = new TokenEndpoint(
            SavedSessionFuzzTest.REGISTRATION,
            new AuthorizationServer(OAuth2Service.discovered(URI.create("https://i.example")), WIRE, CLOCK),
            WIRE,
            CLOCK);
    private static final String REFUSAL = "The answer (?:has a token that is no bearer token|lacks [a-z_]+"
            + "|has an? [a-z_]+ (?:of the wrong type|that no header can carry)): .*";

    @FuzzTest(maxDuration = "10m")
    void answer_givesTokensOrIsRefusedWithoutEcho(byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8);

        Json.read(text, "The answer").ifPresent(TokenAnswerFuzzTest::check);
        assertErrorIsFitForALog(text);
    }

    private static void check(Json answer) {
        try {
            Tokens tokens = ENDPOINT.read(answer, ASKED, List.of("openid"));

            assertThat(tokens.access().reveal()).isEqualTo(answer.members().get("access_token"));
            assertThat(tokens.expiresAt() == null || tokens.expiresAt().isAfter(ASKED))
                    .isTrue();
        } catch (ServiceException e) {
            assertThat(e.getMessage()).matches(REFUSAL);
        }
    }

    private static void assertErrorIsFitForALog(String text) {
        var e = new ErrorAnswer("The lab", 400, text, text, null, Reason.CODE_REFUSED).exception();

        assertThat(e.getMessage()).matches("(?:The lab|The sign-in was refused at|Nobody confirmed|The session at) .*");
        assertThat(e.errorDescription().orElseThrow()).matches("[ -~]{0,203}");
    }
}
