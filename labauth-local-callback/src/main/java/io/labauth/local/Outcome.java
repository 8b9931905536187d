package io.labauth.local;

import io.labauth.LabAuthException;
import io.labauth.LoginException;
import io.labauth.LoginProvider;

/**
 * What came of a login, as the browser's page says it.
 *
 * @param good whether the person is signed in
 * @param title what happened
 * @param message what to do next
 */
record Outcome(boolean good, String title, String message) {
    static <U> Outcome signedIn(LoginProvider<U> provider, U user) {
        String name = provider.displayName(user);
        return new Outcome(
                true,
                "You are signed in",
                "Signed in to " + provider.serviceName() + (name.isEmpty() ? "" : " as " + name)
                        + ". You can close this window and go back to your program.");
    }

    static Outcome failed(LoginProvider<?> provider, RuntimeException failure) {
        if (failure instanceof LabAuthException) {
            String title = failure instanceof LoginException ? "The sign-in was refused" : "The sign-in failed";
            return new Outcome(false, title, String.valueOf(failure.getMessage()));
        }
        return new Outcome(
                false,
                "The sign-in failed",
                "Something went wrong in the program that signs you in to " + provider.serviceName()
                        + "; its own output says more.");
    }

    /** The program gave the login up while the service was being asked. */
    static Outcome gone() {
        return new Outcome(
                false,
                "The sign-in came too late",
                "The program no longer waits for it. Start the sign-in there again.");
    }
}
