package io.labauth.apikeys;

import java.security.SecureRandom;

/** 32 symbols, five bits each: the digits and the small letters without {@code i l o u}, so that none looks like another. */
final class Symbols {
    /** As a class of a regular expression. */
    static final String CLASS = "[0-9a-hjkmnp-tv-z]";

    static final int BITS = 5;

    private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final int MASK = (1 << BITS) - 1;
    private static final boolean[] KNOWN = new boolean[128];

    static {
        ALPHABET.chars().forEach(symbol -> KNOWN[symbol] = true);
    }

    private Symbols() {}

    static boolean isSymbol(char symbol) {
        return symbol < KNOWN.length && KNOWN[symbol];
    }

    /** Each with the same chance. */
    static String random(SecureRandom random, int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        StringBuilder text = new StringBuilder(count);
        for (byte each : bytes) {
            text.append(ALPHABET.charAt(each & MASK));
        }
        return text.toString();
    }

    /** The last bits of a number, the highest in front. */
    static String of(long number, int count) {
        StringBuilder text = new StringBuilder(count);
        for (int i = count - 1; i >= 0; i--) {
            text.append(ALPHABET.charAt((int) (number >>> (i * BITS)) & MASK));
        }
        return text.toString();
    }
}
