package io.labauth.apikeys;

import io.labauth.Secret;
import io.labauth.keys.RandomKeys;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secrets without which the stored hashes tell nothing: the first is for new keys, all of them verify.
 *
 * <p>Keep them apart from the database. To change the pepper, put the new one behind the old on every node, and when all have it, in front on
 * every node; a key moves to it when it is used next. Without a pepper the keys that were hashed with it are not accepted any more. A pepper's id is made from the pepper itself, so that
 * nodes agree on it. Immutable and safe for use by several threads; prints no pepper.
 */
public final class Peppers {
    /** A command that makes a pepper. */
    public static final String COMMAND = RandomKeys.COMMAND;

    private static final String ALGORITHM = "HmacSHA256";

    /** What no key begins with, so that no hash of a key is a sealing key. */
    private static final byte[] SEALING = "The handles of sessions".getBytes(StandardCharsets.US_ASCII);

    private final String firstId;
    private final Map<String, Mac> macs = new LinkedHashMap<>();

    private Peppers(List<byte[]> peppers) {
        for (byte[] pepper : peppers) {
            if (macs.put(id(pepper), mac(pepper)) != null) {
                throw new IllegalArgumentException("Two peppers are the same.");
            }
        }
        this.firstId = id(peppers.get(0));
    }

    /**
     * Reads peppers.
     *
     * @param peppers each 32 random bytes in base64 or base64url, as {@value #COMMAND} prints them; the first is for new keys
     * @return the peppers
     * @throws IllegalArgumentException if there is none, one is not of that form, or two are the same; says which by its position, and
     *     shows no pepper
     */
    public static Peppers of(List<Secret> peppers) {
        return new Peppers(RandomKeys.of(peppers, "pepper"));
    }

    /**
     * Makes one pepper that nobody else has: for trying out and for tests. No key outlives it.
     *
     * @return the pepper
     */
    public static Peppers generate() {
        return new Peppers(List.of(RandomKeys.generate()));
    }

    @Override
    public String toString() {
        return "Peppers" + macs.keySet();
    }

    /** By the first pepper. */
    KeyHash hash(KeyText key) {
        return hash(firstId, key).orElseThrow();
    }

    /** By the pepper of a stored hash; empty without that pepper. */
    Optional<KeyHash> hash(String pepperId, KeyText key) {
        byte[] text = key.secret().reveal().getBytes(StandardCharsets.US_ASCII);
        return Optional.ofNullable(macs.get(pepperId))
                .map(keyed -> new KeyHash(pepperId, copy(keyed).doFinal(text)));
    }

    /** For what is stored beside the hashes, and tells nothing of the pepper; empty without that pepper. */
    Optional<SecretKey> sealingKey(String pepperId) {
        return Optional.ofNullable(macs.get(pepperId))
                .map(keyed -> new SecretKeySpec(copy(keyed).doFinal(SEALING), "AES"));
    }

    String firstId() {
        return firstId;
    }

    boolean isFirst(String pepperId) {
        return firstId.equals(pepperId);
    }

    /** A keyed state to start from: cheaper than to set the key each time. */
    private static Mac copy(Mac keyed) {
        try {
            return (Mac) keyed.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("The Java platform's " + ALGORITHM + " cannot be copied.", e);
        }
    }

    private static Mac mac(byte[] pepper) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(pepper, ALGORITHM));
            return mac;
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("Every Java platform has " + ALGORITHM + ".", e);
        }
    }

    private static String id(byte[] pepper) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(pepper);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, 6));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }
}
