package io.labauth.cli;

import java.util.LinkedHashMap;
import java.util.Map;

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

    /** For the help texts. */
    static Map<String, String> meanings() {
        Map<String, String> codes = new LinkedHashMap<>();
        codes.put("0", "Done.");
        codes.put("1", "A defect of labauth itself.");
        codes.put("2", "The command line, a setting or a file is not as it should be.");
        codes.put("3", "Not signed in, or the service did not accept the credential.");
        codes.put("4", "The service accepted the credential, and does not allow this.");
        codes.put("5", "The service or the network failed.");
        codes.put("130", "Ended by Ctrl-C.");
        return codes;
    }
}
