package io.labauth.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/**
 * Keycloak as a program, as its own scripts start it for development: in memory, with the realm {@code lab}.
 *
 * <p>Its first start builds the server anew, which alone takes 25 seconds of two processors, and minutes where they are busy.
 */
final class KeycloakServer implements AutoCloseable {
    private static final Path FOLDER = Path.of("target", "keycloak").toAbsolutePath();
    private static final Path LOG = FOLDER.resolve("log.txt");
    private static final Path REALM = Path.of("src", "test", "resources", "keycloak", "lab-realm.json");
    private static final Duration PATIENCE = Duration.ofMinutes(8);

    private final Process process;
    private final URI address;

    private KeycloakServer(Process process, URI address) {
        this.process = process;
        this.address = address;
    }

    static KeycloakServer start() throws IOException, InterruptedException {
        Path home = home();
        Path realms = Files.createDirectories(home.resolve("data/import"));
        Files.copy(REALM, realms.resolve("lab-realm.json"), StandardCopyOption.REPLACE_EXISTING);
        int port = freePort();
        ProcessBuilder script = new ProcessBuilder(
                        home.resolve("bin/kc.sh").toString(),
                        "start-dev",
                        "--import-realm",
                        "--db=dev-mem",
                        "--cache=local",
                        "--http-host=127.0.0.1",
                        "--http-port=" + port)
                .redirectErrorStream(true)
                .redirectOutput(LOG.toFile());
        script.environment().put("JAVA_HOME", System.getProperty("java.home"));
        script.environment().put("JAVA_OPTS_KC_HEAP", "-Xms256m -Xmx768m");
        script.environment().put("KC_BOOTSTRAP_ADMIN_USERNAME", "admin");
        script.environment().put("KC_BOOTSTRAP_ADMIN_PASSWORD", "for this test alone");
        KeycloakServer server = new KeycloakServer(script.start(), URI.create("http://127.0.0.1:" + port));
        server.awaitRealm();
        return server;
    }

    URI address() {
        return address;
    }

    URI issuer() {
        return URI.create(address + "/realms/lab");
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }

    private void awaitRealm() throws IOException, InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        while (!answers()) {
            assertThat(process.isAlive() && Instant.now().isBefore(end))
                    .as("Keycloak starts, see " + LOG)
                    .isTrue();
            var unused = process.waitFor(1, TimeUnit.SECONDS);
        }
    }

    private boolean answers() throws IOException, InterruptedException {
        try {
            HttpRequest request = HttpRequest.newBuilder(issuer()).build();
            return HttpClient.newHttpClient()
                            .send(request, BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (ConnectException e) {
            return false;
        }
    }

    private static Path home() throws IOException {
        try (var folders = Files.list(FOLDER)) {
            return folders.filter(folder -> Files.exists(folder.resolve("bin/kc.sh")))
                    .findFirst()
                    .orElseThrow(
                            () -> new AssertionError("There is no Keycloak in " + FOLDER + ": run with -Pkeycloak."));
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
