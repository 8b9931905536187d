package io.labauth.local;

import io.labauth.LabAuthException;
import io.labauth.LoginException;
import io.labauth.LoginProvider;
import io.labauth.local.PageContent.Kind;

/**
 * What came of a request or a login, as the browser's page says it.
 *
 * @param kind what happened
 * @param title what happened, in a few words
 * @param message what to do next
 */
record Outcome(Kind kind, String title, String message) {
    static <U> Outcome signedIn(LoginProvider<U> provider, U user) {
        String name = provider.displayName(user);
        return new Outcome(
                Kind.SIGNED_IN,
                "You are signed in",
                "Signed in to " + provider.serviceName() + (name.isEmpty() ? "" : " as " + name)
                        + ". You can close this window and go back to your program.");
    }

    static Outcome failed(LoginProvider<?> provider, RuntimeException failure) {
        if (failure instanceof LoginException) {
            return new Outcome(Kind.REFUSED, "The sign-in was refused", String.valueOf(failure.getMessage()));
        }
        if (failure instanceof LabAuthException) {
            return new Outcome(Kind.FAILED, "The sign-in failed", String.valueOf(failure.getMessage()));
        }
        return new Outcome(
                Kind.FAILED,
                "The sign-in failed",
                "Something went wrong in the program that signs you in to " + provider.serviceName()
                        + "; its own output says more.");
    }

    /** The program gave the login up while the service was being asked. */
    static Outcome gone() {
        return new Outcome(
                Kind.FAILED,
                "The sign-in came too late",
                "The program no longer waits for it. Start the sign-in there again.");
    }
}
