package io.labauth.local;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** Compares what must not be guessed bit by bit. */
final class ConstantTime {
    private ConstantTime() {}

    static boolean equal(String expected, String actual) {
        return MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.UTF_8), actual.getBytes(StandardCharsets.UTF_8));
    }
}
