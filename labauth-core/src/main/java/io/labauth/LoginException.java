package io.labauth;

import org.jspecify.annotations.Nullable;

/** A sign-in in the browser did not finish. */
public sealed class LoginException extends LabAuthException permits CallbackRejectedException {
    private static final long serialVersionUID = 1L;

    /** Why the sign-in did not finish. */
    private final Reason reason;

    /** Why a sign-in did not finish. */
    public enum Reason {
        /** The person, or the service on its own account, said no. */
        DENIED,
        /** No callback came in time. */
        TIMED_OUT,
        /** The program ended the wait: the login was closed, or the waiting thread interrupted. */
        CANCELLED,
        /** A callback came that does not answer this login; see {@link CallbackRejectedException}. */
        CALLBACK_REJECTED
    }

    /**
     * Creates the exception.
     *
     * @param reason why the sign-in did not finish
     * @param message what happened and what to do next, without secrets
     * @param errorCode the service's own code, or null
     */
    public LoginException(Reason reason, String message, @Nullable String errorCode) {
        super(message, errorCode, null);
        this.reason = reason;
    }

    /**
     * Why the sign-in did not finish.
     *
     * @return the reason, to branch on
     */
    public Reason reason() {
        return reason;
    }
}
