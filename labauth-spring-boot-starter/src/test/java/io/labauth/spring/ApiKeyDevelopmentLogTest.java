package io.labauth.spring;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Development mode is seen in the log of the application that starts, with the way out of it. */
@ExtendWith(OutputCaptureExtension.class)
class ApiKeyDevelopmentLogTest {
    private static final String LINE = "this server accepts every request without a key";
    private static final String PEPPER = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    private static void start(String... more) {
        new SpringApplicationBuilder(NotebookApplication.class)
                .properties(
                        "server.port=0",
                        "labauth.demo-mode=on",
                        "labauth.api-keys.enabled=true",
                        "labauth.api-keys.scopes=notebooks:read",
                        "logging.level.root=warn")
                .properties(more)
                .run()
                .close();
    }

    @Test
    void log_whenEverybodyIsLetIn_saysSoOnceAndHowToEndIt(CapturedOutput output) {
        start("labauth.api-keys.development-mode=true");

        assertThat(output.getAll()).contains("WARN").containsOnlyOnce(LINE);
        assertThat(output.getAll()).contains("Set labauth.api-keys.peppers before others can reach it.");
    }

    @Test
    void log_whenAPepperIsSet_saysNothingOfTheKind(CapturedOutput output) {
        start("labauth.api-keys.development-mode=true", "labauth.api-keys.peppers=" + PEPPER);

        assertThat(output.getAll()).doesNotContain(LINE);
    }
}
