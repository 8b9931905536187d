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
        String name = name(provider, user);
        return new Outcome(
                Kind.SIGNED_IN,
                "You are signed in",
                "Signed in to " + provider.serviceName() + (name.isEmpty() ? "" : " as " + name)
                        + ". You can close this window and go back to your program.");
    }

    /** The person is signed in by now, even where the provider cannot tell the name. */
    private static <U> String name(LoginProvider<U> provider, U user) {
        try {
            return provider.displayName(user);
        } catch (RuntimeException e) {
            return "";
        }
    }

    static Outcome failed(LoginProvider<?> provider, Throwable failure) {
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
}
