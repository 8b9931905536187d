package io.labauth.cli;

import io.labauth.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The standard streams, and which of them is a terminal. Safe for use by several threads. */
@SuppressWarnings("SystemConsoleNull")
final class Console {
    private static final int MAX_SECRET = 64 * 1024;
    private static final Pattern TERMINAL = Pattern.compile("/dev/(tty|pts/|console).*");

    private final InputStream in;
    private final PrintStream out;
    private final PrintStream err;
    private final Map<String, String> environment;

    Console(InputStream in, PrintStream out, PrintStream err, Map<String, String> environment) {
        this.in = in;
        this.out = out;
        this.err = err;
        this.environment = environment;
    }

    static Console ofThisProcess(Map<String, String> environment) {
        return new Console(System.in, System.out, System.err, environment);
    }

    InputStream in() {
        return in;
    }

    /** For what was asked for. */
    PrintStream out() {
        return out;
    }

    /** For everything else. */
    PrintStream err() {
        return err;
    }

    /** Tells the person something, in one line on the standard error. */
    void say(String sentence) {
        err.println("labauth: " + Printable.of(sentence));
    }

    boolean readsTerminal() {
        return isTerminal(0);
    }

    /** Whether the output may be coloured: somebody looks at it, and has not asked for it to be plain (no-color.org). */
    boolean isColoured() {
        return mayMove() && environment.getOrDefault("NO_COLOR", "").isEmpty() && isTerminal(1);
    }

    /** Whether a line on the standard error can be written over. */
    boolean isLive() {
        return mayMove() && isTerminal(2);
    }

    /** The whole standard input as one secret, without the line's end; at a terminal, where it would be shown, it is asked for. */
    Secret readSecret(String what) {
        if (in == System.in && readsTerminal()) {
            return askSecret(what, "the same option");
        }
        try {
            byte[] bytes = in.readNBytes(MAX_SECRET);
            String text = new String(bytes, StandardCharsets.UTF_8).strip();
            if (text.isEmpty() || bytes.length == MAX_SECRET) {
                throw new IllegalArgumentException(
                        "The standard input is not the " + what + ": pipe it in, and" + " nothing but it.");
            }
            return Secret.of(text);
        } catch (IOException e) {
            throw new UncheckedIOException("The standard input cannot be read.", e);
        }
    }

    /** Asks for a secret, which is not shown while it is typed. */
    Secret askSecret(String what, String otherwise) {
        String ways = "pipe it in with " + otherwise;
        char @Nullable [] typed = terminal(what, ways).readPassword("%s: ", Printable.of(what));
        return Secret.of(typed(typed == null ? "" : new String(typed), what, ways));
    }

    /** Asks for something that may be shown. */
    String ask(String what, String otherwise) {
        String ways = "give it by " + otherwise;
        String typed = terminal(what, ways).readLine("%s: ", Printable.of(what));
        return typed(typed == null ? "" : typed, what, ways);
    }

    private java.io.Console terminal(String what, String ways) {
        java.io.Console terminal = readsTerminal() ? System.console() : null;
        if (terminal != null) {
            return terminal;
        }
        throw readsTerminal()
                ? new IllegalArgumentException("The " + what + " is asked for at a terminal, and the output goes"
                        + " elsewhere: leave the output at the terminal, or " + ways + ".")
                : nothing(what, ways);
    }

    private static String typed(String text, String what, String ways) {
        if (text.isBlank()) {
            throw nothing(what, ways);
        }
        return text.strip();
    }

    private static IllegalArgumentException nothing(String what, String ways) {
        return new IllegalArgumentException(
                "The " + what + " is asked for at a terminal, and nothing was typed at one: type it, or " + ways + ".");
    }

    private boolean mayMove() {
        return !environment.getOrDefault("TERM", "").equals("dumb");
    }

    /** Asks the system where a stream ends; where it cannot tell (macOS, Windows), Java's console speaks for all streams. */
    private static boolean isTerminal(int stream) {
        try {
            return TERMINAL.matcher(
                            Path.of("/proc/self/fd/" + stream).toRealPath().toString())
                    .matches();
        } catch (IOException e) {
            return System.console() != null;
        }
    }
}
