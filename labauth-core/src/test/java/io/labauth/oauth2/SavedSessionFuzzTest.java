package io.labauth.oauth2;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.nimbusds.oauth2.sdk.id.ClientID;
import io.labauth.Secret;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

class SavedSessionFuzzTest {
    static final Registration REGISTRATION = new Registration(
            OAuth2Service.discovered(URI.create("https://i.example")),
            new ClientID("app"),
            ClientProof.none(),
            List.of("openid"),
            Map.of(),
            List.of(),
            null,
            false,
            Duration.ZERO);
    private static final String REFUSAL = "This is no saved session(?: that is whole: sign in again)?\\."
            + "|The session was saved for another service or client id\\.";

    @FuzzTest(maxDuration = "10m")
    void whatIsRestored_isSavedAndRestoredAgain(byte[] saved) {
        String text = new String(saved, StandardCharsets.UTF_8);
        if (text.isBlank()) {
            return;
        }
        try {
            SavedSession session = SavedSession.read(Secret.of(text), REGISTRATION);

            assertThat(SavedSession.read(session.text(REGISTRATION), REGISTRATION))
                    .isEqualTo(session);
        } catch (IllegalArgumentException e) {
            assertThat(e.getMessage()).matches(REFUSAL);
        }
    }
}
