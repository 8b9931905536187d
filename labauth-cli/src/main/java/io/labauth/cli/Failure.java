package io.labauth.cli;

import io.labauth.AuthenticationException;
import io.labauth.AuthorizationException;
import io.labauth.ConnectionException;
import io.labauth.LoginException;
import io.labauth.ServiceException;
import java.io.UncheckedIOException;

/**
 * What a command ended with instead of its purpose.
 *
 * @param exitCode one of {@link ExitCodes}
 * @param message what happened and what to do next
 */
record Failure(int exitCode, String message) {
    static Failure of(Throwable problem) {
        int exitCode = exitCode(problem);
        return new Failure(
                exitCode, exitCode == ExitCodes.DEFECT ? defect(problem) : String.valueOf(problem.getMessage()));
    }

    /** Whose move it is, in general; the message says more. */
    String remedy() {
        return switch (exitCode) {
            case ExitCodes.REFUSED -> "Sign in again, or put another key in the place of this one.";
            case ExitCodes.NOT_ALLOWED -> "Ask whoever decides about it there, or use another credential.";
            case ExitCodes.SERVICE -> "Check the address and the network, or try again later.";
            case ExitCodes.USAGE -> "Correct what it names, then run labauth doctor again.";
            default -> "Run it again with --verbose.";
        };
    }

    private static int exitCode(Throwable problem) {
        if (problem instanceof LoginException login && login.reason() == LoginException.Reason.CANCELLED) {
            return ExitCodes.INTERRUPTED;
        }
        if (problem instanceof AuthenticationException || problem instanceof LoginException) {
            return ExitCodes.REFUSED;
        }
        if (problem instanceof AuthorizationException) {
            return ExitCodes.NOT_ALLOWED;
        }
        if (problem instanceof ServiceException || problem instanceof ConnectionException) {
            return ExitCodes.SERVICE;
        }
        return isTheCallers(problem) ? ExitCodes.USAGE : ExitCodes.DEFECT;
    }

    private static boolean isTheCallers(Throwable problem) {
        return problem.getMessage() != null
                && (problem.getClass() == IllegalArgumentException.class
                        || problem.getClass() == IllegalStateException.class
                        || problem instanceof UncheckedIOException);
    }

    /** Without the message, which nobody has checked for secrets. */
    private static String defect(Throwable problem) {
        return "This is a defect of labauth (" + problem.getClass().getSimpleName()
                + "). Run the command again with --verbose, and report what it prints.";
    }
}
