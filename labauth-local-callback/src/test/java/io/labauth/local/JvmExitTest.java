package io.labauth.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class JvmExitTest {
    @Test
    void aProgramThatForgetsToClose_stillExitsAndSaysNothing() throws Exception {
        Process program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Forgetful.class.getName())
                .redirectErrorStream(true)
                .start();

        String printed = new String(program.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);

        assertThat(program.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(program.exitValue()).isZero();
        assertThat(printed).isEqualToIgnoringNewLines("listening");
    }

    /** Opens a login and returns from {@code main}. */
    static final class Forgetful {
        private Forgetful() {}

        public static void main(String[] args) {
            var forgotten = LocalLogin.with(new StubProvider()).open();
            System.out.println(forgotten.callbackUri().getPort() > 0 ? "listening" : "not listening");
        }
    }
}
