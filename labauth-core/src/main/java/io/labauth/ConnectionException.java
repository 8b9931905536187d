package io.labauth;

import org.jspecify.annotations.Nullable;

/** No complete answer came from the service: unreachable, too slow, or cut off. */
public final class ConnectionException extends LabAuthException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message what happened and what to do next, without secrets
     * @param cause the failure below, or null
     */
    public ConnectionException(String message, @Nullable Throwable cause) {
        super(message, null, cause);
    }
}
