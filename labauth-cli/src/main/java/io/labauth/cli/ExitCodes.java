package io.labauth.cli;

/** What the command ends with; documented in {@code --help} and in the guide. */
final class ExitCodes {
    static final int OK = 0;
    /** A defect of labauth itself. */
    static final int DEFECT = 1;
    /** The command line, a setting or a file is not as it should be. */
    static final int USAGE = 2;
    /** Not signed in, or a credential that is not accepted. */
    static final int REFUSED = 3;
    /** Accepted, and not allowed to. */
    static final int NOT_ALLOWED = 4;
    /** The service or the network failed. */
    static final int SERVICE = 5;
    /** Ended by Ctrl-C. */
    static final int INTERRUPTED = 130;

    private ExitCodes() {}
}
