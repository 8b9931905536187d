package io.labauth.sample.nodes;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
                PackagedSample.command(),
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
}
