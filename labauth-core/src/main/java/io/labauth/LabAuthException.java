package io.labauth;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The root of everything that labauth throws when a service, a network or a person says no.
 *
 * <p>Branch on the type, and on the enum that {@link AuthenticationException} and {@link LoginException} carry. A message
 * says what happened and what to do next; it never contains a code, a key, a token, a URL with a query or an answer's body. What
 * the program did wrong itself is an {@link IllegalArgumentException} or an {@link IllegalStateException} instead.
 */
public abstract sealed class LabAuthException extends RuntimeException
        permits AuthenticationException, AuthorizationException, LoginException, ServiceException, ConnectionException {
    private static final long serialVersionUID = 1L;

    /** The service's own code, or null. */
    private final @Nullable String errorCode;
    /** The service's own words, or null. */
    private @Nullable String errorDescription;

    LabAuthException(String message, @Nullable String errorCode, @Nullable Throwable cause) {
        super(message, cause);
        this.errorCode = errorCode;
    }

    /**
     * The service's own code for the error, for logs and support requests; programs branch on types.
     *
     * @return for instance {@code 4514} (LabArchives) or {@code access_denied} (OAuth 2.0); empty where the service named none
     */
    public Optional<String> errorCode() {
        return Optional.ofNullable(errorCode);
    }

    /**
     * The service's own words about the error, for support requests. They may repeat what was sent, and are therefore in neither the message
     * nor {@code toString}.
     *
     * @return for instance {@code The code has expired} (the {@code error_description} of OAuth 2.0), shortened and without control
     *     characters; empty where the service gave none
     */
    public Optional<String> errorDescription() {
        return Optional.ofNullable(errorDescription);
    }

    /**
     * Adds the service's own words, before this is thrown.
     *
     * @param words shortened and without control characters, or null
     * @return this
     */
    public LabAuthException withErrorDescription(@Nullable String words) {
        this.errorDescription = words;
        return this;
    }
}
