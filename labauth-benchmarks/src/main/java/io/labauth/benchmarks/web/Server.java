package io.labauth.benchmarks.web;

import java.io.BufferedReader;
import java.io.IOException;
import java.time.Duration;

/** A server in a JVM of its own, which has printed {@code ready PORT}. */
final class Server implements AutoCloseable {
    private final Process process;
    private final int port;

    private Server(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static Server ofProcess(Process process) throws IOException {
        BufferedReader output = process.inputReader();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith("ready ")) {
                return new Server(process, Integer.parseInt(line.substring(6).strip()));
            }
            System.err.println(line);
        }
        throw new IOException("The server ended before it was ready.");
    }

    int port() {
        return port;
    }

    /** The processor time that the process has used so far. */
    Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    @Override
    public void close() {
        process.destroy();
    }
}
