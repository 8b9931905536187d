package io.labauth.testkit;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/** Random texts, with those characters in them that a careless client encodes wrongly. */
final class RandomText {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private RandomText() {}

    static String uid() {
        return letters(4) + "'" + letters(8) + "^" + letters(8) + "," + letters(4);
    }

    static String codeOrToken() {
        byte[] bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        return letters(4) + "+/" + Base64.getEncoder().encodeToString(bytes);
    }

    static String notebookId() {
        return letters(24) + "==";
    }

    static String accessKeyId() {
        return "fake_" + letters(12);
    }

    static String accessPassword() {
        return letters(32);
    }

    static String hex(int count) {
        byte[] bytes = new byte[count / 2];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    static String base64Url(int count) {
        byte[] bytes = new byte[count];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).substring(0, count);
    }

    private static String letters(int count) {
        return RANDOM.ints(count, 0, ALPHABET.length())
                .collect(StringBuilder::new, (text, i) -> text.append(ALPHABET.charAt(i)), StringBuilder::append)
                .toString();
    }
}
