package io.labauth.benchmarks.web;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.time.Duration;

/** A server in a JVM of its own, which has printed {@code ready PORT}. */
final class Server implements AutoCloseable {
    private final Process process;
    private final BufferedReader output;
    private final int port;

    private Server(Process process, BufferedReader output, int port) {
        this.process = process;
        this.output = output;
        this.port = port;
    }

    static Server ofProcess(Process process) throws IOException {
        BufferedReader output = process.inputReader();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith("ready ")) {
                return new Server(
                        process, output, Integer.parseInt(line.substring(6).strip()));
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

    /** Sends a line to the process; gives the next that it prints. */
    String ask(String question) throws IOException {
        Writer input = process.outputWriter();
        input.write(question + "\n");
        input.flush();
        String answer = output.readLine();
        if (answer == null) {
            throw new IOException("The server has ended.");
        }
        return answer;
    }

    /** As {@code kill -9} does. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** As {@code kill} does; waits until it has ended what it had begun. */
    void stop() {
        process.destroy();
        process.onExit().join();
    }

    @Override
    public void close() {
        process.destroy();
    }
}
