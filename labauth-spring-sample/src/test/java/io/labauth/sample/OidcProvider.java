package io.labauth.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The npm package oidc-provider as a program: a certified OpenID Connect server that shares no code with ours. */
final class OidcProvider implements AutoCloseable {
    private static final String VERSION = "9.13.3";
    private static final Path SCRIPT = Path.of("src", "test", "resources", "oidc", "server.mjs");

    private final Process process;
    private final URI issuer;

    private OidcProvider(Process process, URI issuer) {
        this.process = process;
        this.issuer = issuer;
    }

    static OidcProvider start() throws IOException, InterruptedException {
        Path folder = NpmPackage.install("oidc-provider", VERSION);
        Process process = new ProcessBuilder(
                        "node", "--no-warnings", SCRIPT.toAbsolutePath().toString(), folder.toString())
                .redirectError(folder.resolve("errors.txt").toFile())
                .start();
        BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String issuer = output.readLine();
        assertThat(issuer).as("what the server prints, see " + folder).startsWith("http://127.0.0.1:");
        return new OidcProvider(process, URI.create(issuer));
    }

    URI issuer() {
        return issuer;
    }

    @Override
    public void close() {
        process.destroy();
    }
}
