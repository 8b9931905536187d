package io.labauth;

import org.jspecify.annotations.Nullable;

/** The service did not accept a credential: whose move it is stands in {@link #reason()}. */
public final class AuthenticationException extends LabAuthException {
    private static final long serialVersionUID = 1L;

    /** Why the credential was not accepted. */
    private final Reason reason;

    /** Why a credential was not accepted. */
    public enum Reason {
        /** The application's access key id is not known to the service: the application's operator must correct it. */
        ACCESS_KEY_UNKNOWN,
        /** The signature does not fit: the application's operator must correct the access password. */
        ACCESS_PASSWORD_WRONG,
        /** This machine's clock and the service's differ by more than the service allows, even after asking it for the time. */
        CLOCK_SKEW,
        /** The person's code or token is wrong, used or expired: the person must get a new one. */
        CODE_REFUSED,
        /** The service no longer knows the user by this id (revoked, or issued to another application): sign in again. */
        USER_UNKNOWN,
        /** The person's institution has its own sign-in, and this credential is not valid with it. */
        INSTITUTION_SIGN_IN_REQUIRED,
        /** The session at the service has ended: sign in again. */
        SESSION_EXPIRED,
        /** The service says that the code belongs to somebody else than the callback claimed. */
        IDENTITY_MISMATCH,
        /**
         * The service does not know the key. Where the service tells no more, it may as well have expired or been revoked: whoever runs the
         * program puts another one where the old one was found.
         */
        KEY_UNKNOWN,
        /** The key's time is over: create another one, and put it where the old one was found. */
        KEY_EXPIRED,
        /** Somebody has revoked the key: ask who and why before creating another one. */
        KEY_REVOKED,
        /** The service says that this is no key at all: it was copied incompletely, or is another service's. */
        KEY_MALFORMED,
        /** The service wants to know who is asking, and no credential came with the request: give it a key, or sign in. */
        NOT_SIGNED_IN,
        /** The user name or the password is wrong: the person must type them again. */
        PASSWORD_REFUSED
    }

    /**
     * Creates the exception.
     *
     * @param reason why the credential was not accepted
     * @param message what happened and what to do next, without secrets
     * @param errorCode the service's own code, or null
     */
    public AuthenticationException(Reason reason, String message, @Nullable String errorCode) {
        super(message, errorCode, null);
        this.reason = reason;
    }

    /**
     * Why the credential was not accepted.
     *
     * @return the reason, to branch on
     */
    public Reason reason() {
        return reason;
    }
}
