package io.labauth;

import org.jspecify.annotations.Nullable;

/** The service accepted the credential, but its owner may not do this. */
public final class AuthorizationException extends LabAuthException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message what happened and what to do next, without secrets
     * @param errorCode the service's own code, or null
     */
    public AuthorizationException(String message, @Nullable String errorCode) {
        super(message, errorCode, null);
    }
}
