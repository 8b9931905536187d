package io.labauth.labarchives;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a signed call that LabArchives accepted, read as it arrives.
 *
 * <p>Close it, best in a try-with-resources; the connection is held until then. For one thread at a time.
 */
public final class ApiResponse implements AutoCloseable {
    private final int status;
    private final @Nullable String contentType;
    private final InputStream body;

    ApiResponse(int status, @Nullable String contentType, InputStream body) {
        this.status = status;
        this.contentType = contentType;
        this.body = body;
    }

    /**
     * The HTTP status.
     *
     * @return 200: everything else is thrown as an exception
     */
    public int status() {
        return status;
    }

    /**
     * The media type of the body.
     *
     * @return the {@code Content-Type} header, for instance {@code application/xml; charset=utf-8}; empty if there was none
     */
    public Optional<String> contentType() {
        return Optional.ofNullable(contentType);
    }

    /**
     * The body, as it arrives.
     *
     * @return a stream; reading it throws an {@link IOException} when the request's time or size runs out
     */
    public InputStream body() {
        return body;
    }

    /** Ends the call. What was not read of the body is thrown away. */
    @Override
    public void close() {
        try {
            body.close();
        } catch (IOException e) {
            // The answer is given up on purpose: a connection that breaks now loses nothing.
            return;
        }
    }

    @Override
    public String toString() {
        return "ApiResponse[status=" + status + "]";
    }
}
