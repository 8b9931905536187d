package io.labauth.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.labauth.LoginException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class JvmExitTest {
    @Test
    void aProgramThatForgetsToClose_stillExitsAndSaysNothing() throws Exception {
        assertThat(printedBy(Forgetful.class)).isEqualToIgnoringNewLines("listening");
    }

    /** A kernel of Jupyter that stops the waiting thread would otherwise hit a class that is needed to free the port. */
    @Test
    void theWaitForAPerson_loadsNothingAnew() throws Exception {
        assertThat(printedBy(Patient.class, "-Xlog:class+init=info").lines())
                .containsSubsequence("waiting", "over")
                .satisfies(lines -> assertThat(lines.subList(lines.indexOf("waiting"), lines.indexOf("over")))
                        .noneMatch(line -> line.contains("java/util/concurrent/CompletableFuture"))
                        .noneMatch(line -> line.contains("java/util/concurrent/ForkJoin")));
    }

    private static String printedBy(Class<?> main, String... options) throws Exception {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        // With either of them set the JVM prints a line of its own.
        builder.environment().keySet().removeAll(Set.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
        Process program = builder.start();

        String printed = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(program.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(program.exitValue()).isZero();
        return printed;
    }

    /** Opens a login and returns from {@code main}. */
    static final class Forgetful {
        private Forgetful() {}

        public static void main(String[] args) {
            var forgotten = LocalLogin.with(new StubProvider()).open();
            System.out.println(forgotten.callbackUri().getPort() > 0 ? "listening" : "not listening");
        }
    }

    /** Waits for nobody, and says when the waiting thread has come to rest. */
    static final class Patient {
        private Patient() {}

        public static void main(String[] args) {
            try (var login = LocalLogin.with(new StubProvider()).open()) {
                Thread waiting = Thread.currentThread();
                Thread interrupter = new Thread(() -> {
                    while (waiting.getState() != Thread.State.TIMED_WAITING) {
                        Thread.onSpinWait();
                    }
                    System.out.println("over");
                    waiting.interrupt();
                });
                interrupter.start();
                System.out.println("waiting");
                login.await();
            } catch (LoginException e) {
                System.out.println(e.reason());
            }
        }
    }
}
