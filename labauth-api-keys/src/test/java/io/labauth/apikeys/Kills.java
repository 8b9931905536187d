package io.labauth.apikeys;

import static org.assertj.core.api.Assertions.assertThat;

import io.labauth.Secret;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Kills a {@link KeyWriter} again and again, and holds what it had said against what is left. */
final class Kills {
    private static final KeyFormat FORMAT = new KeyFormat("lab", "live");

    private final Path file;
    private final Random random;
    private final Set<Secret> created = new HashSet<>();
    private final Set<Secret> revoked = new HashSet<>();
    private int lives;

    Kills(Path file, long seed) {
        this.file = file;
        this.random = new Random(seed);
    }

    void cycle() throws IOException, InterruptedException {
        Process writer = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dslf4j.internal.verbosity=ERROR",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KeyWriter.class.getName(),
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        int lines = 1 + random.nextInt(60);
        try (BufferedReader output = writer.inputReader()) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                remember(line);
                if (--lines == 0) {
                    writer.toHandle().destroyForcibly();
                }
            }
        }
        writer.waitFor();
        lives++;
        assertThat(lines).as("lines that the writer still owed when it ended").isNotPositive();
        check();
    }

    private void remember(String line) {
        Secret key = Secret.of(line.substring(line.indexOf(' ') + 1));
        // The last line may be cut off.
        if (FORMAT.parse(key).isPresent()) {
            (line.startsWith("created") ? created : revoked).add(key);
        }
    }

    private void check() {
        try (EmbeddedKeyDatabase database = EmbeddedKeyDatabase.at(file);
                ApiKeys keys = KeyWriter.open(database)) {
            revoked.forEach(key ->
                    assertThat(keys.verify(key, Lab.address("127.0.0.1"))).isEqualTo(KeyRejection.REVOKED));
            // A revocation may be done and not yet said: one of each life at most.
            List<Verification> others = created.stream()
                    .filter(key -> !revoked.contains(key))
                    .map(key -> keys.verify(key, Lab.address("127.0.0.1")))
                    .filter(answer -> !(answer instanceof VerifiedKey))
                    .toList();
            assertThat(others).hasSizeLessThanOrEqualTo(lives).allMatch(KeyRejection.REVOKED::equals);
        }
    }
}
