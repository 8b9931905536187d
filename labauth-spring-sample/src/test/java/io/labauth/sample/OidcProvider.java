package io.labauth.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** The npm package oidc-provider as a program: a certified OpenID Connect server that shares no code with ours. */
final class OidcProvider implements AutoCloseable {
    private static final Path FOLDER = Path.of("target", "oidc-provider").toAbsolutePath();
    private static final String PACKAGE = "oidc-provider@9.13.3";
    private static final Path SCRIPT = Path.of("src", "test", "resources", "oidc", "server.mjs");

    private final Process process;
    private final URI issuer;

    private OidcProvider(Process process, URI issuer) {
        this.process = process;
        this.issuer = issuer;
    }

    static OidcProvider start() throws IOException, InterruptedException {
        install();
        Process process = new ProcessBuilder(
                        "node", "--no-warnings", SCRIPT.toAbsolutePath().toString(), FOLDER.toString())
                .redirectError(FOLDER.resolve("errors.txt").toFile())
                .start();
        BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String issuer = output.readLine();
        assertThat(issuer).as("what the server prints, see " + FOLDER).startsWith("http://127.0.0.1:");
        return new OidcProvider(process, URI.create(issuer));
    }

    URI issuer() {
        return issuer;
    }

    @Override
    public void close() {
        process.destroy();
    }

    /** By name and version, from wherever npm is set up to look; no lock file, which would name that place. */
    private static void install() throws IOException, InterruptedException {
        if (Files.exists(FOLDER.resolve("node_modules/oidc-provider/package.json"))) {
            return;
        }
        Files.createDirectories(FOLDER);
        Process npm = new ProcessBuilder(
                        "npm",
                        "install",
                        "--prefix",
                        FOLDER.toString(),
                        "--no-save",
                        "--no-package-lock",
                        "--no-audit",
                        "--no-fund",
                        PACKAGE)
                .redirectErrorStream(true)
                .redirectOutput(FOLDER.resolve("npm.txt").toFile())
                .start();
        assertThat(npm.waitFor(3, TimeUnit.MINUTES) && npm.exitValue() == 0)
                .as("npm install, see " + FOLDER.resolve("npm.txt"))
                .isTrue();
    }
}
