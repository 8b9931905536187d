package io.labauth.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The real command at a pseudo-terminal, which {@code script} makes; it belongs to every Debian system, and to most others. */
final class Terminal implements AutoCloseable {
    static final String CTRL_C = "\u0003";

    private final Process process;
    private final InputStream screen;
    private final OutputStream keyboard;
    private final StringBuilder seen = new StringBuilder();

    Terminal(Program program, Map<String, String> environment, List<String> arguments) throws IOException {
        this(
                program.with("TERM", "xterm"),
                Stream.concat(Program.launcher().stream(), arguments.stream()).toList(),
                environment);
    }

    /** Another program, such as a shell. */
    Terminal(Program program, List<String> words, Map<String, String> environment) throws IOException {
        program.with("SHELL", "/bin/sh");
        environment.forEach(program::with);
        String command = words.stream().map(word -> "'" + word + "'").collect(Collectors.joining(" "));
        // A build in the background of a shell hands down that Ctrl-C is ignored; a person's terminal does not.
        String asInATerminal = "exec env --default-signal=INT " + command;
        this.process = program.start(List.of("script", "-qec", asInATerminal, "/dev/null"));
        this.screen = process.getInputStream();
        this.keyboard = process.getOutputStream();
    }

    /** Reads until the text has appeared. */
    Terminal until(String text) throws IOException {
        while (!seen.toString().contains(text)) {
            int next = screen.read();
            if (next < 0) {
                throw new AssertionError("The terminal ended without " + text + ": " + seen);
            }
            seen.append((char) next);
        }
        return this;
    }

    Terminal type(String text) throws IOException {
        keyboard.write(text.getBytes(StandardCharsets.UTF_8));
        keyboard.flush();
        return this;
    }

    /** Waits for the end; gives the exit code. */
    int exitCode() throws IOException {
        seen.append(new String(screen.readAllBytes(), StandardCharsets.UTF_8));
        return Program.exitCode(process);
    }

    /** All that has appeared so far. */
    String seen() {
        return seen.toString();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
