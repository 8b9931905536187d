package io.labauth.sample.nodes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Debian's Redis with an append-only file. */
final class RedisServer implements StoreServer {
    private final int port = Server.freePort();
    private final Path directory;
    private @Nullable Server server;

    private RedisServer(Path directory) {
        this.directory = directory;
    }

    static RedisServer started() {
        try {
            Files.createDirectories(Server.TARGET);
            RedisServer redis = new RedisServer(Files.createTempDirectory(Server.TARGET, "redis"));
            redis.start();
            return redis;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return port;
    }

    @Override
    public String profile() {
        return "redis";
    }

    @Override
    public Map<String, String> settings() {
        return Map.of("SPRING_DATA_REDIS_URL", "redis://127.0.0.1:" + port);
    }

    @Override
    public void start() {
        server = Server.start(
                directory.resolve("redis.log"),
                Map.of(),
                List.of(
                        "redis-server",
                        "--bind",
                        "127.0.0.1",
                        "--port",
                        Integer.toString(port),
                        "--save",
                        "",
                        "--appendonly",
                        "yes",
                        "--maxmemory-policy",
                        "noeviction"),
                () -> Server.listens(port));
    }

    @Override
    public void stop() {
        if (server != null) {
            server.stop();
            server = null;
        }
    }

    @Override
    public void close() {
        stop();
    }
}
