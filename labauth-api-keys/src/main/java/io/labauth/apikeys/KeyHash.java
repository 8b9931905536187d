package io.labauth.apikeys;

import java.security.MessageDigest;
import java.util.Base64;

/** What is kept of a key in place of its secret: HMAC-SHA-256 of its text. */
final class KeyHash {
    private final String pepperId;
    private final byte[] value;

    KeyHash(String pepperId, byte[] value) {
        this.pepperId = pepperId;
        this.value = value;
    }

    static KeyHash stored(String pepperId, String text) {
        return new KeyHash(pepperId, Base64.getUrlDecoder().decode(text));
    }

    String pepperId() {
        return pepperId;
    }

    /** As it is stored: 43 characters. */
    String text() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(value);
    }

    /** Takes the same time wherever two hashes differ. */
    boolean matches(KeyHash other) {
        return MessageDigest.isEqual(value, other.value);
    }
}
