package io.labauth.keys;

import io.labauth.Secret;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Keys of 32 random bytes, as an administrator makes them and a configuration lists them. */
public final class RandomKeys {
    /** A command that makes a key. */
    public static final String COMMAND = "openssl rand -base64 32";

    private static final int BYTES = 32;

    private RandomKeys() {}

    /**
     * Reads keys.
     *
     * @param keys each in base64 or base64url
     * @param name what one is called, for messages; for instance {@code sealing key}
     * @return their bytes, in the same order
     * @throws IllegalArgumentException if there is none, or one is not 32 bytes; says which by its position, and shows no key
     */
    public static List<byte[]> of(List<Secret> keys, String name) {
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("There is no " + name + ". Make one with: " + COMMAND);
        }
        List<byte[]> decoded = new ArrayList<>();
        for (Secret key : keys) {
            byte[] bytes = decode(key);
            if (bytes.length != BYTES) {
                throw new IllegalArgumentException(capital(name) + " " + (decoded.size() + 1)
                        + " is not 32 bytes in base64. Make one with: " + COMMAND);
            }
            decoded.add(bytes);
        }
        return decoded;
    }

    /**
     * Makes a key that nobody else has.
     *
     * @return 32 random bytes
     */
    public static byte[] generate() {
        byte[] key = new byte[BYTES];
        new SecureRandom().nextBytes(key);
        return key;
    }

    /** Empty for what is not base64: the decoder's own message shows a character of the key. */
    private static byte[] decode(Secret key) {
        try {
            return Base64.getDecoder()
                    .decode(key.reveal().strip().replace('-', '+').replace('_', '/'));
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private static String capital(String name) {
        return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }
}
