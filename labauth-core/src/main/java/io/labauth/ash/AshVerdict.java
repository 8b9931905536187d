package io.labauth.ash;

/**
 * What an {@link AshGuard} says about a request.
 *
 * @param access why the request may pass, or that it may not
 * @param body the answer's body if it may not: JSON, byte for byte as Ash writes it; empty if it may
 */
public record AshVerdict(Access access, String body) {
    /** Why a request may pass, or that it may not. */
    public enum Access {
        /** The path is public. */
        PUBLIC,
        /** The path is for the server's own runners, which other means must check; only from {@link AshGuard#withInternalPaths}. */
        INTERNAL,
        /** The request has a valid key. */
        KEY,
        /** No key is configured, and the guard is for development: everything passes, as tenant {@code default}. */
        DEVELOPMENT,
        /** The request has no valid key: answer 401, {@code application/json}, with this body. */
        REFUSED
    }

    /**
     * Whether the request may pass the guard.
     *
     * @return whether the access is anything but {@link Access#REFUSED}
     */
    public boolean isAllowed() {
        return access != Access.REFUSED;
    }

    static AshVerdict allowed(Access access) {
        return new AshVerdict(access, "");
    }

    static AshVerdict refused(AshRefusal refusal) {
        return new AshVerdict(Access.REFUSED, refusal.body());
    }
}
