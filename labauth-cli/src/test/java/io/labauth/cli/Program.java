package io.labauth.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The real command in a process of its own, by the launcher where the build has made one; with a home and an environment of its own. */
final class Program {
    private final Path home;
    private final Map<String, String> environment = new HashMap<>();
    private String input = "";

    /** What came of a run. */
    record Result(int exitCode, String out, String err) {}

    Program(Path home) {
        this.home = home;
    }

    Program with(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** What is on the standard input. */
    Program reading(String text) {
        input = text;
        return this;
    }

    Result run(String... arguments) {
        Process process = start(arguments);
        CompletableFuture<String> out = text(process.getInputStream());
        CompletableFuture<String> err = text(process.getErrorStream());
        try (OutputStream in = process.getOutputStream()) {
            in.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // It has ended without reading all.
        }
        return new Result(exitCode(process), out.join(), err.join());
    }

    /** For a test that goes on while it runs. */
    Process start(String... arguments) {
        List<String> command = new ArrayList<>(launcher());
        command.addAll(List.of(arguments));
        return start(command);
    }

    Process start(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command).directory(home.toFile());
        builder.environment().clear();
        builder.environment().putAll(Map.of("HOME", home.toString(), "PATH", "/usr/bin:/bin", "LANG", "C.UTF-8"));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().putAll(environment);
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads until a line is the link, which stands alone and indented. */
    static URI link(BufferedReader err) throws IOException {
        return URI.create(line(err, "  http").strip());
    }

    /** Reads until a line begins like this. */
    static String line(BufferedReader stream, String beginning) throws IOException {
        for (String line = stream.readLine(); line != null; line = stream.readLine()) {
            if (line.startsWith(beginning)) {
                return line;
            }
        }
        throw new AssertionError("It ended without a line that begins with " + beginning);
    }

    static List<String> launcher() {
        String launcher = System.getProperty("labauth.launcher", "");
        return launcher.isEmpty()
                ? List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName())
                : List.of(launcher);
    }

    static int exitCode(Process process) {
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("labauth has not ended");
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            throw new AssertionError(e);
        }
    }

    static CompletableFuture<String> text(InputStream stream) {
        return CompletableFuture.supplyAsync(() -> {
            try (stream) {
                return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
