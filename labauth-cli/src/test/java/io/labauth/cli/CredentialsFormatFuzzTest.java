package io.labauth.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.labauth.Secret;
import java.nio.charset.StandardCharsets;
import java.util.List;

class CredentialsFormatFuzzTest {
    private static final String REFUSAL = "(?:it is no JSON(?: from line \\d+ on)?"
            + "|it does not say that its version is 1"
            + "|it has other parts than a list of credentials"
            + "|credential \\d+ has (?:parts that are missing or not known|a part of the wrong form|the name of another one))"
            + "\\. Mend it by hand; or move the file away, and sign in again\\. Nothing in it was changed\\."
            + "|a newer labauth has written it\\. Use that one; or move the file away, and sign in again\\.";

    @FuzzTest(maxDuration = "10m")
    void whatIsRead_isWrittenAndReadAgain(byte[] file) {
        String text = new String(file, StandardCharsets.UTF_8);
        if (text.isBlank()) {
            return;
        }
        try {
            List<SavedCredential> credentials = CredentialsFormat.read(Secret.of(text));

            byte[] written = CredentialsFormat.write(credentials).reveal().getBytes(StandardCharsets.UTF_8);
            assertThat(CredentialsFormat.read(Secret.of(new String(written, StandardCharsets.UTF_8))))
                    .isEqualTo(credentials);
        } catch (IllegalArgumentException e) {
            assertThat(e.getMessage()).matches(REFUSAL);
        }
    }
}
