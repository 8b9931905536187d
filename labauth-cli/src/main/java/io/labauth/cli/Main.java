package io.labauth.cli;

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
        System.exit(LabAuthCommand.run(Invocation.ofThisProcess(), args));
    }
}
