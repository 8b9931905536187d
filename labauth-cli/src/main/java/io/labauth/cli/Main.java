package io.labauth.cli;

import io.labauth.local.LocalLogin;

/** The command {@code labauth}. */
public final class Main {
    private Main() {}

    /**
     * Runs the command, and ends the process with its exit code.
     *
     * @param args the command line
     */
    public static void main(String[] args) {
        // What the libraries warn about is one line, as everything else that is printed here.
        System.setProperty("java.util.logging.SimpleFormatter.format", "labauth: %5$s%n");
        // From Java 22 on there would be a console without a terminal too.
        System.setProperty("jdk.console", "java.base");
        if (args.length > 0 && args[0].equals("login")) {
            warmUp();
        }
        System.exit(LabAuthCommand.run(Invocation.ofThisProcess(), args));
    }

    /** The listener's classes load while the command line is read. */
    private static void warmUp() {
        Thread thread = new Thread(LocalLogin::warmUp, "labauth-warm-up");
        thread.setDaemon(true);
        // What fails here fails again where it is waited for, and is told there.
        thread.setUncaughtExceptionHandler((failed, failure) -> {});
        thread.start();
    }
}
