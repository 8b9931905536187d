package io.labauth.apikeys;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Makes a handle for {@link NewApiKey#endingWithSession} of the id of a browser session, and gives the id back.
 *
 * <p>Whoever knows the id of a session can take the session over; a handle may be written down. It is the id, sealed with AES-256-GCM (NIST
 * SP 800-38D) by a key that is made of the first pepper, and is opened with any of them. Immutable and safe for use by several threads.
 */
public final class SessionHandles {
    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final Peppers peppers;
    private final SecureRandom random = new SecureRandom();

    /**
     * Seals with the peppers of the keys.
     *
     * @param peppers the same on all nodes
     */
    public SessionHandles(Peppers peppers) {
        this.peppers = peppers;
    }

    /**
     * Seals an id; each time it looks different.
     *
     * @param sessionId by which the store of sessions knows the session: at most 60 ASCII characters, else no key takes the handle
     * @return the handle
     */
    public String seal(String sessionId) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        SecretKey key = peppers.sealingKey(peppers.firstId()).orElseThrow();
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, key, nonce).doFinal(sessionId.getBytes(StandardCharsets.UTF_8));
            byte[] both = ByteBuffer.allocate(nonce.length + sealed.length)
                    .put(nonce)
                    .put(sealed)
                    .array();
            return peppers.firstId() + "."
                    + Base64.getUrlEncoder().withoutPadding().encodeToString(both);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has " + CIPHER + ".", e);
        }
    }

    /**
     * Opens a handle.
     *
     * @param handle what {@link #seal} gave, here or on another node
     * @return the session's id; empty if the handle is of other making, or its pepper is gone
     */
    public Optional<String> open(String handle) {
        int dot = handle.indexOf('.');
        return dot < 0
                ? Optional.empty()
                : peppers.sealingKey(handle.substring(0, dot)).flatMap(key -> open(handle.substring(dot + 1), key));
    }

    private static Optional<String> open(String text, SecretKey key) {
        try {
            byte[] both = Base64.getUrlDecoder().decode(text);
            byte[] nonce = Arrays.copyOf(both, NONCE_BYTES);
            byte[] id = cipher(Cipher.DECRYPT_MODE, key, nonce).doFinal(both, NONCE_BYTES, both.length - NONCE_BYTES);
            return Optional.of(new String(id, StandardCharsets.UTF_8));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Cipher cipher(int mode, SecretKey key, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        return cipher;
    }
}
