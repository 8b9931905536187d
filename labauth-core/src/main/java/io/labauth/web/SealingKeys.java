package io.labauth.web;

import io.labauth.Secret;
import io.labauth.keys.RandomKeys;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * The keys that seal pending logins: the first seals, all of them open.
 *
 * <p>To change keys without losing a login, put the new key behind the old one on every node, then in front of it, and take the old one away ten
 * minutes later. A key's id is made from the key itself, so that nodes agree on it. Immutable; prints no key.
 */
public final class SealingKeys {
    /** A command that makes a key. */
    public static final String COMMAND = RandomKeys.COMMAND;

    private final String firstId;
    private final Map<String, SecretKey> keys;

    private SealingKeys(List<byte[]> keys) {
        this.keys = new LinkedHashMap<>();
        for (byte[] key : keys) {
            if (this.keys.put(id(key), new SecretKeySpec(key, "AES")) != null) {
                throw new IllegalArgumentException("Two sealing keys are the same.");
            }
        }
        this.firstId = id(keys.get(0));
    }

    /**
     * Reads keys.
     *
     * @param keys each 32 random bytes in base64 or base64url, as {@value #COMMAND} prints them; the first seals
     * @return the keys
     * @throws IllegalArgumentException if there is none, one is not of that form, or two are the same; says which by its position, and
     *     shows no key
     */
    public static SealingKeys of(List<Secret> keys) {
        return new SealingKeys(RandomKeys.of(keys, "sealing key"));
    }

    /**
     * Makes one key that nobody else has: for trying out and for tests. Logins that are under way end with the process.
     *
     * @return the key
     */
    public static SealingKeys generate() {
        return new SealingKeys(List.of(RandomKeys.generate()));
    }

    @Override
    public String toString() {
        return "SealingKeys" + keys.keySet();
    }

    String firstId() {
        return firstId;
    }

    Optional<SecretKey> key(String id) {
        return Optional.ofNullable(keys.get(id));
    }

    Map<String, SecretKey> all() {
        return keys;
    }

    private static String id(byte[] key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(key);
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(digest)
                    .substring(0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }
}
