package io.labauth.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/** What may be compared and stored in place of a secret. */
final class Digests {
    private static final int ID_BYTES = 16;

    private Digests() {}

    /** 128 bits of SHA-256, as 22 characters. */
    static String of(String text) {
        byte[] first = Arrays.copyOf(sha256(text), ID_BYTES);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(first);
    }

    static boolean same(String a, String b) {
        return MessageDigest.isEqual(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }
}
