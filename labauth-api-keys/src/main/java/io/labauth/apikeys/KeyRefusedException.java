package io.labauth.apikeys;

/** A key is not made, or not found to be revoked: the message says why, and what is allowed. It contains nothing secret. */
public final class KeyRefusedException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /** Why not. */
    private final Reason reason;

    /** Why a key is not made or found. */
    public enum Reason {
        /** The administrator has switched the making of keys off. */
        CREATION_OFF,
        /** Somebody acts as another person. */
        IMPERSONATING,
        /** The owner is none that the application knows, or their name has more than 255 characters. */
        OWNER_UNKNOWN,
        /** The note is too long, or has a line break or another control character. */
        NOTE,
        /** A scope is none that the application knows, or there is none at all. */
        SCOPE_UNKNOWN,
        /** A scope is beyond what the owner has. */
        SCOPE_BEYOND_OWNER,
        /** The lifetime is not one that the policy allows. */
        LIFETIME,
        /** The owner has as many active keys as the policy allows. */
        TOO_MANY_KEYS,
        /** The browser session that the key should end with is not known, or keys of sessions are not set up. */
        SESSION,
        /** No key of this owner begins like that. */
        NO_SUCH_KEY,
        /** Several keys of this owner begin like that. */
        AMBIGUOUS,
        /** The key is revoked or expired, or was replaced before. */
        NOT_ACTIVE
    }

    KeyRefusedException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /**
     * Why not.
     *
     * @return the reason, to branch on
     */
    public Reason reason() {
        return reason;
    }
}
