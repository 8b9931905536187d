package io.labauth.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;

/** The standard streams, and which of them is a terminal. Safe for use by several threads. */
final class Console {
    private static final Pattern TERMINAL = Pattern.compile("/dev/(tty|pts/|console).*");

    private final InputStream in;
    private final PrintStream out;
    private final PrintStream err;
    private final Map<String, String> environment;

    private Console(InputStream in, PrintStream out, PrintStream err, Map<String, String> environment) {
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

    private boolean mayMove() {
        return !environment.getOrDefault("TERM", "").equals("dumb");
    }

    /** Asks the system where a stream ends; where it cannot tell (macOS, Windows), Java's console speaks for all streams. */
    @SuppressWarnings("SystemConsoleNull")
    private static boolean isTerminal(int stream) {
        try {
            return TERMINAL.matcher(
                            Path.of("/proc/self/fd/" + stream).toRealPath().toString())
                    .matches();
        } catch (IOException e) {
            return System.console() != null && Runtime.version().feature() < 22;
        }
    }
}
