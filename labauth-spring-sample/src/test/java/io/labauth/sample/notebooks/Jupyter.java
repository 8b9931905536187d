package io.labauth.sample.notebooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.labauth.testkit.FakeLabArchives;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The system's Jupyter, with nothing of this machine's settings, and the kernel that labauth-notebooks makes. */
final class Jupyter {
    static final Path NOTEBOOKS =
            Path.of("..", "docs", "notebooks").toAbsolutePath().normalize();
    static final Path RESULTS = Path.of("target", "notebooks").toAbsolutePath();

    private static final Path KERNELS =
            Path.of("..", "labauth-notebooks", "target").toAbsolutePath().normalize();

    private final Path home;
    private final Map<String, String> environment = new HashMap<>();

    Jupyter(FakeLabArchives fake, Path home) throws IOException {
        this.home = home;
        Files.createDirectories(RESULTS);
        for (String variable : List.of("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR")) {
            environment.put(variable, home.resolve(variable).toString());
        }
        environment.put("JUPYTER_PATH", KERNELS.toString());
        environment.put("API_URL", fake.apiUrl().toString());
        environment.put("ACCESS_KEYID", fake.accessKeyId());
        environment.put("ACCESS_PWD", fake.accessPassword());
        environment.put("LABAUTH_BROWSER", "none");
    }

    Jupyter with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** Starts a program of Jupyter; what it prints is in a file of this name, beside the results. */
    Process start(String log, String... command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(home.toFile())
                .redirectError(file(log + "-errors.txt"))
                .redirectOutput(file(log + ".txt"));
        builder.environment().putAll(environment);
        return builder.start();
    }

    /** What the program printed. */
    String ended(Process process, String log) throws IOException, InterruptedException {
        try {
            assertThat(process.waitFor(2, TimeUnit.MINUTES)).as(log + " ends").isTrue();
        } finally {
            process.destroy();
        }
        assertThat(process.exitValue())
                .as(Files.readString(RESULTS.resolve(log + "-errors.txt")))
                .isZero();
        return Files.readString(RESULTS.resolve(log + ".txt"), StandardCharsets.UTF_8);
    }

    private static File file(String name) {
        return RESULTS.resolve(name).toFile();
    }
}
