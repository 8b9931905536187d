package io.labauth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * A text that must not be shown: an access password, a code, a token, a key.
 *
 * <p>Prints as {@code Secret[redacted]} wherever it is logged or concatenated; the value leaves through {@link #reveal()}
 * alone. Comparison takes the same time wherever two values of one length differ. Immutable and safe for use by several threads.
 */
public final class Secret {
    private final String value;

    private Secret(String value) {
        this.value = value;
    }

    /**
     * Wraps a value.
     *
     * @param value the secret text, not blank
     * @return the wrapped value
     * @throws IllegalArgumentException if the value is blank
     */
    public static Secret of(String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException("The secret is blank.");
        }
        return new Secret(value);
    }

    /**
     * Gives the value away: call it where the value is sent, and keep the result out of fields, logs and messages.
     *
     * @return the secret text
     */
    public String reveal() {
        return value;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && MessageDigest.isEqual(bytes(), secret.bytes());
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return "Secret[redacted]";
    }

    private byte[] bytes() {
        return value.getBytes(StandardCharsets.UTF_8);
    }
}
