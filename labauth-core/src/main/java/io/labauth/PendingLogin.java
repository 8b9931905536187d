package io.labauth;

import java.net.URI;
import java.time.Instant;

/**
 * A login that was begun and waits for its callback.
 *
 * <p>Immutable. Both URIs bind the answer to the question and are therefore kept from logs: {@code toString} shows neither.
 *
 * @param callbackUri where the callback must arrive, to the letter
 * @param authorizationUri where to send the browser; good for a few minutes
 * @param startedAt when the login was begun
 */
public record PendingLogin(URI callbackUri, URI authorizationUri, Instant startedAt) {
    @Override
    public String toString() {
        return "PendingLogin[startedAt=" + startedAt + "]";
    }
}
