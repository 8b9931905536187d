package io.labauth.sample.nodes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The packaged sample in a process of its own. */
final class Node {
    private final String name;
    private final int port;
    private final Map<String, String> settings;
    private @Nullable Server server;

    Node(String name, int port, Map<String, String> settings) {
        this.name = name;
        this.port = port;
        this.settings = settings;
    }

    /** Starts it with these sealing keys, the first of which seals. */
    void start(List<String> keys) {
        Map<String, String> environment = new HashMap<>(settings);
        environment.put("SERVER_PORT", Integer.toString(port));
        environment.put("LABAUTH_WEB_SEALINGKEYS", String.join(",", keys));
        server = Server.start(
                Server.TARGET.resolve(name + ".log"),
                environment,
                List.of(java(), "-Xmx256m", "-XX:TieredStopAtLevel=1", "-jar", jar().toString()),
                () -> Server.listens(port));
    }

    /** As a rolling restart does: the node ends what it has begun. */
    void restart(List<String> keys) {
        stop();
        start(keys);
    }

    void stop() {
        if (server != null) {
            server.stop();
            server = null;
        }
    }

    void kill() {
        if (server != null) {
            server.kill();
            server = null;
        }
    }

    boolean runs() {
        return server != null;
    }

    /** The same page, at this node. */
    URI at(URI page) {
        return URI.create("http://localhost:" + port + page.getRawPath()
                + (page.getRawQuery() == null ? "" : "?" + page.getRawQuery()));
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static Path jar() {
        try (Stream<Path> files = Files.list(Path.of("target"))) {
            return files.filter(file -> file.getFileName().toString().matches("labauth-spring-sample-.*\\.jar"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("The sample is not packaged; run mvn verify -Pacceptance"))
                    .toAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
