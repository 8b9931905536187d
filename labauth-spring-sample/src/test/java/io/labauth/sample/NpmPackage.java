package io.labauth.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Programs that npm has, by name and version, from wherever npm is set up to look. */
final class NpmPackage {
    private NpmPackage() {}

    /** Installs it once; no lock file, which would name that place. */
    static Path install(String name, String version) throws IOException, InterruptedException {
        Path folder = Path.of("target", name).toAbsolutePath();
        if (Files.exists(folder.resolve("node_modules/" + name + "/package.json"))) {
            return folder;
        }
        Files.createDirectories(folder);
        Path log = folder.resolve("npm.txt");
        Process npm = new ProcessBuilder(
                        "npm",
                        "install",
                        "--prefix",
                        folder.toString(),
                        "--no-save",
                        "--no-package-lock",
                        "--no-audit",
                        "--no-fund",
                        name + "@" + version)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertThat(npm.waitFor(3, TimeUnit.MINUTES) && npm.exitValue() == 0)
                .as("npm install, see " + log)
                .isTrue();
        return folder;
    }
}
