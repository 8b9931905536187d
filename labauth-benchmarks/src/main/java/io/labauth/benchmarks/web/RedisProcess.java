package io.labauth.benchmarks.web;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A Redis of this run's own, if the machine has one. */
final class RedisProcess implements AutoCloseable {
    private final Process process;
    private final int port;

    private RedisProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static Optional<RedisProcess> start() throws IOException, InterruptedException {
        int port = freePort();
        Path folder = Files.createTempDirectory("redis");
        try {
            Process process = new ProcessBuilder(
                            "redis-server", "--bind", "127.0.0.1", "--port", String.valueOf(port), "--save", "")
                    .directory(folder.toFile())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            RedisProcess redis = new RedisProcess(process, port);
            redis.awaitReady();
            return Optional.of(redis);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    int port() {
        return port;
    }

    @Override
    public void close() {
        process.destroy();
    }

    private void awaitReady() throws IOException, InterruptedException {
        for (int attempt = 0; attempt < 100; attempt++) {
            try {
                new Socket(InetAddress.getLoopbackAddress(), port).close();
                return;
            } catch (IOException e) {
                TimeUnit.MILLISECONDS.sleep(50);
            }
        }
        throw new IOException("Redis did not start.");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
