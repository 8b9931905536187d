package io.labauth.web;

import io.labauth.AuthenticationException;
import io.labauth.AuthenticationException.Reason;
import io.labauth.Secret;
import io.labauth.keys.RandomKeys;
import java.nio.charset.StandardCharsets;
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
 * The keys that seal pending logins, and what an application itself gives them: the first seals, all of them open.
 *
 * <p>To change keys without losing a login, put the new key behind the old one on every node, then in front of it, and take the old one away ten
 * minutes later; or, where sessions are sealed, when none that the old one has sealed is wanted any more. A key's id is made from the key
 * itself, so that nodes agree on it. Immutable; prints no key.
 */
public final class SealingKeys {
    /** A command that makes a key. */
    public static final String COMMAND = RandomKeys.COMMAND;

    private static final String SECRET = "labauth-secret";

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

    /**
     * Seals a secret that is to be kept where others can reach it, as a session in a database.
     *
     * @param secret for instance what {@link io.labauth.oauth2.OAuth2Session#save()} gave
     * @return a JWE in its compact form (RFC 7516): letters, digits, {@code - _ .}; each time another
     */
    public String seal(Secret secret) {
        return new Seal(this, SECRET).seal(secret.reveal().getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Opens what {@link #seal} has sealed, with any of these keys.
     *
     * @param sealed the sealed text
     * @return the secret
     * @throws AuthenticationException of the reason {@link Reason#SESSION_EXPIRED} if it was changed or cut off, was not sealed by {@link #seal}
     *     (a pending login's cookie was not), or its key is no longer here; the message says which
     */
    public Secret open(String sealed) {
        Seal.Opened opened = new Seal(this, SECRET).open(sealed);
        return opened.content()
                .map(content -> Secret.of(new String(content, StandardCharsets.UTF_8)))
                .orElseThrow(() -> new AuthenticationException(
                        Reason.SESSION_EXPIRED,
                        "What was sealed cannot be opened, because "
                                + (opened.keyUnknown()
                                        ? "its key is not among the sealing keys"
                                        : "it is no sealed secret, or not as it was sealed")
                                + ": sign in again.",
                        null));
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
