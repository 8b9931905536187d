package io.labauth;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Programs that write a secret again and again, until they are killed or the disk is full. */
@Timeout(120)
@DisabledOnOs(OS.WINDOWS)
class SecretFileFaultsTest {
    private static final int LENGTH = 20_000;

    @TempDir
    private Path directory;

    @Test
    void aKilledWriter_leavesItsLastSecretWhole() throws Exception {
        SecretFile file = new SecretFile(directory.resolve("session"));
        Random random = new Random(7);

        for (int kill = 0; kill < 8; kill++) {
            Process writer = start(Writer.class, "");
            int acknowledged = read(writer.inputReader(), 1 + random.nextInt(40));
            writer.destroyForcibly().waitFor();

            String secret = file.read().orElseThrow().reveal();
            assertThat(secret).hasSize(LENGTH);
            assertThat(Integer.parseInt(secret.strip())).isGreaterThanOrEqualTo(acknowledged);
        }
    }

    @Test
    void aDiskThatIsFull_leavesTheOldSecretAndNothingElse() throws Exception {
        SecretFile file = new SecretFile(directory.resolve("session"));
        file.write(Secret.of("old"));

        // A limit on a file's size stands for the full disk: a part of the secret is written, then no more.
        Process writer = start(Writer.class, "ulimit -f 8; ");
        String printed = writer.inputReader().readLine();

        assertThat(writer.waitFor()).isZero();
        assertThat(printed).startsWith(file.path() + " cannot be written").contains("space");
        assertThat(file.read()).contains(Secret.of("old"));
        assertThat(directory.toFile().list()).containsExactly("session");
    }

    private static int read(BufferedReader numbers, int count) throws IOException {
        int last = -1;
        for (int i = 0; i < count; i++) {
            last = Integer.parseInt(numbers.readLine());
        }
        return last;
    }

    private Process start(Class<?> program, String before) throws IOException {
        List<String> command = new ArrayList<>(List.of("sh", "-c", before + "exec \"$@\"", "sh"));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // The JVM's own files would meet the limit too.
        command.addAll(List.of("-XX:-UsePerfData", "-Xshare:auto", "-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(program.getName(), directory.resolve("session").toString()));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** Writes numbers and tells each after it is written. */
    static final class Writer {
        private Writer() {}

        public static void main(String[] args) {
            SecretFile file = new SecretFile(Path.of(args[0]));
            for (int number = 0; ; number++) {
                try {
                    file.write(Secret.of(String.format("%" + LENGTH + "d", number)));
                } catch (UncheckedIOException e) {
                    System.out.println(e.getMessage());
                    return;
                }
                System.out.println(number);
            }
        }
    }
}
