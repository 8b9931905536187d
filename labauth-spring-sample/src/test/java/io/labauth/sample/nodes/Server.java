package io.labauth.sample.nodes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A program that serves until it is stopped; what it prints goes to a file. Only ever stops the process that it started. */
final class Server {
    static final Path TARGET = Path.of("target", "servers").toAbsolutePath();

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Process process;
    private final Path output;

    private Server(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** Starts it and returns once it is ready. */
    static Server start(Path output, Map<String, String> environment, List<String> command, BooleanSupplier ready) {
        try {
            Files.createDirectories(output.getParent());
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(output.getParent().toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
            builder.environment().putAll(environment);
            Server server = new Server(builder.start(), output);
            server.await(ready);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs it to its end. */
    static void run(Path output, List<String> command) {
        Server program = start(output, Map.of(), command, () -> true);
        program.awaitEnd();
        if (program.process.exitValue() != 0) {
            throw program.failure("failed");
        }
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static boolean listens(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** As {@code kill -9} does. */
    void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** As {@code kill} does; the program ends what it has begun. */
    void stop() {
        process.destroy();
        awaitEnd();
    }

    /** As {@code kill -NAME} does. */
    void signal(String name) {
        run(output.resolveSibling("kill.log"), List.of("kill", "-" + name, Long.toString(process.pid())));
        awaitEnd();
    }

    private void await(BooleanSupplier ready) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!ready.getAsBoolean()) {
            if (ended(Duration.ofMillis(50)) || System.nanoTime() > deadline) {
                process.destroyForcibly();
                throw failure("did not get ready");
            }
        }
    }

    private void awaitEnd() {
        if (!ended(PATIENCE)) {
            process.destroyForcibly();
            throw failure("did not end");
        }
    }

    private boolean ended(Duration patience) {
        try {
            return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted", e);
        }
    }

    private AssertionError failure(String what) {
        try {
            return new AssertionError(
                    process.info().command().orElse("The program") + " " + what + ":\n" + Files.readString(output));
        } catch (IOException e) {
            return new AssertionError("The program " + what, e);
        }
    }
}
