package io.labauth;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The service answered, but not with what was asked for: it failed, or did not understand the request. */
public final class ServiceException extends LabAuthException {
    private static final long serialVersionUID = 1L;

    /** The HTTP status. */
    private final int status;
    /** The time that the service asks to wait, or null. */
    private final @Nullable Duration retryAfter;

    /**
     * Creates the exception.
     *
     * @param message what happened and what to do next, without secrets
     * @param status the HTTP status of the answer
     * @param errorCode the service's own code, or null
     * @param retryAfter how long the service asks to wait, or null
     */
    public ServiceException(String message, int status, @Nullable String errorCode, @Nullable Duration retryAfter) {
        super(message, errorCode, null);
        this.status = status;
        this.retryAfter = retryAfter;
    }

    /**
     * The HTTP status of the answer.
     *
     * @return the status, also 200 when the answer's content could not be used
     */
    public int status() {
        return status;
    }

    /**
     * How long the service asks to wait before the next request.
     *
     * @return the time of its {@code Retry-After} header; empty where there was none
     */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
