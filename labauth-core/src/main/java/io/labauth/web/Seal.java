package io.labauth.web;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.DirectDecrypter;
import com.nimbusds.jose.crypto.DirectEncrypter;
import com.nimbusds.jose.util.Base64URL;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/**
 * Seals bytes and opens them: JWE in its compact form (RFC 7516), {@code dir} with A256GCM, and the key's id. What was sealed for one purpose
 * opens for no other, since the purpose stands in the header, which is sealed too.
 */
final class Seal {
    /** Header, encrypted key (none), initialization vector, ciphertext, authentication tag. */
    private static final int PARTS = 5;

    /** In characters: 96 and 128 bits. */
    private static final int IV_LENGTH = 16;

    private static final int TAG_LENGTH = 22;

    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    private final JWEHeader header;
    private final DirectEncrypter encrypter;
    private final Map<String, DirectDecrypter> decrypters = new HashMap<>();
    /** What a header of this purpose looks like, whatever its key. */
    private final Pattern ours;

    /**
     * What came of opening.
     *
     * @param content what was sealed, if it could be opened
     * @param keyUnknown whether it was sealed with a key that is not here
     */
    record Opened(Optional<byte[]> content, boolean keyUnknown) {}

    /**
     * A seal for one purpose.
     *
     * @param keys the keys
     * @param purpose the header's {@code typ}, or null for a header without one
     */
    Seal(SealingKeys keys, @Nullable String purpose) {
        this.header = header(keys.firstId(), purpose);
        this.ours = Pattern.compile(
                Pattern.quote(header.toBase64URL().decodeToString()).replace(keys.firstId(), "\\E[\\w-]{8}\\Q"));
        try {
            this.encrypter = new DirectEncrypter(keys.key(keys.firstId()).orElseThrow());
            for (Map.Entry<String, SecretKey> key : keys.all().entrySet()) {
                decrypters.put(
                        header(key.getKey(), purpose).toBase64URL().toString(), new DirectDecrypter(key.getValue()));
            }
        } catch (JOSEException e) {
            throw new IllegalStateException("A sealing key has 32 bytes.", e);
        }
    }

    String seal(byte[] content) {
        JWEObject jwe = new JWEObject(header, new Payload(content));
        try {
            jwe.encrypt(encrypter);
        } catch (JOSEException e) {
            throw new IllegalStateException("It cannot be sealed.", e);
        }
        return jwe.serialize();
    }

    Opened open(String text) {
        String[] parts = text.split("\\.", PARTS + 1);
        if (!isCompact(parts)) {
            return new Opened(Optional.empty(), false);
        }
        DirectDecrypter decrypter = decrypters.get(parts[0]);
        if (decrypter != null) {
            return new Opened(opened(parts, decrypter), false);
        }
        String theirs = new Base64URL(parts[0]).decodeToString();
        return new Opened(Optional.empty(), ours.matcher(theirs).matches());
    }

    /** The header is one of ours to the letter: all keys' headers mean the same, so that none need be parsed again. */
    private Optional<byte[]> opened(String[] parts, DirectDecrypter decrypter) {
        try {
            return Optional.of(decrypter.decrypt(
                    header,
                    null,
                    new Base64URL(parts[2]),
                    new Base64URL(parts[3]),
                    new Base64URL(parts[4]),
                    parts[0].getBytes(StandardCharsets.US_ASCII)));
        } catch (JOSEException e) {
            return Optional.empty();
        }
    }

    /** Parsed, so that it keeps its text. */
    private static JWEHeader header(String keyId, @Nullable String purpose) {
        JWEHeader built = new JWEHeader.Builder(JWEAlgorithm.DIR, EncryptionMethod.A256GCM)
                .keyID(keyId)
                .type(purpose == null ? null : new JOSEObjectType(purpose))
                .build();
        try {
            return JWEHeader.parse(built.toBase64URL());
        } catch (ParseException e) {
            throw new IllegalStateException("A header that was just written can be read.", e);
        }
    }

    /** One text for one seal: a decoder would overlook foreign characters, a last character's unused bits, and a dot that moved. */
    private static boolean isCompact(String[] parts) {
        return parts.length == PARTS
                && parts[1].isEmpty()
                && parts[2].length() == IV_LENGTH
                && parts[4].length() == TAG_LENGTH
                && Arrays.stream(parts).allMatch(Seal::isCanonical);
    }

    private static boolean isCanonical(String part) {
        try {
            return ENCODER.encodeToString(Base64.getUrlDecoder().decode(part)).equals(part);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
