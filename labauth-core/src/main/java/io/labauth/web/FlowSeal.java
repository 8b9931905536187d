package io.labauth.web;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
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

/** Seals flows and opens them: JWE in its compact form (RFC 7516), {@code dir} with A256GCM, and the key's id. */
final class FlowSeal {
    /** Longer than any that is sealed here. */
    private static final int MAX_LENGTH = 1024;

    /** Header, encrypted key (none), initialization vector, ciphertext, authentication tag. */
    private static final int PARTS = 5;

    /** In characters: 96 and 128 bits. */
    private static final int IV_LENGTH = 16;

    private static final int TAG_LENGTH = 22;

    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    /** What a header of ours looks like, whatever its key. No other is given to the parser. */
    private static final Pattern HEADER =
            Pattern.compile("\\{\"kid\":\"[\\w-]{8}\",\"enc\":\"A256GCM\",\"alg\":\"dir\"}");

    private final JWEHeader header;
    private final DirectEncrypter encrypter;
    private final Map<String, DirectDecrypter> decrypters = new HashMap<>();

    /**
     * What came of opening.
     *
     * @param flow the flow, if it could be opened
     * @param keyUnknown whether it was sealed with a key that is not here
     */
    record Opened(Optional<Flow> flow, boolean keyUnknown) {
        static final Opened INVALID = new Opened(Optional.empty(), false);
        static final Opened KEY_UNKNOWN = new Opened(Optional.empty(), true);
    }

    FlowSeal(SealingKeys keys) {
        this.header = header(keys.firstId());
        try {
            this.encrypter = new DirectEncrypter(keys.key(keys.firstId()).orElseThrow());
            for (Map.Entry<String, SecretKey> key : keys.all().entrySet()) {
                decrypters.put(header(key.getKey()).toBase64URL().toString(), new DirectDecrypter(key.getValue()));
            }
        } catch (JOSEException e) {
            throw new IllegalStateException("A sealing key has 32 bytes.", e);
        }
    }

    String seal(Flow flow) {
        JWEObject jwe = new JWEObject(header, new Payload(FlowFormat.write(flow)));
        try {
            jwe.encrypt(encrypter);
        } catch (JOSEException e) {
            throw new IllegalStateException("The flow cannot be sealed.", e);
        }
        return jwe.serialize();
    }

    Opened open(String text) {
        if (text.length() > MAX_LENGTH) {
            return Opened.INVALID;
        }
        String[] parts = text.split("\\.", PARTS + 1);
        if (!isCompact(parts)) {
            return Opened.INVALID;
        }
        DirectDecrypter decrypter = decrypters.get(parts[0]);
        if (decrypter != null) {
            return open(parts, decrypter);
        }
        String theirs = new Base64URL(parts[0]).decodeToString();
        return HEADER.matcher(theirs).matches() ? Opened.KEY_UNKNOWN : Opened.INVALID;
    }

    /** The header is one of ours to the letter: all keys' headers mean the same, so that none need be parsed again. */
    private Opened open(String[] parts, DirectDecrypter decrypter) {
        try {
            byte[] flow = decrypter.decrypt(
                    header,
                    null,
                    new Base64URL(parts[2]),
                    new Base64URL(parts[3]),
                    new Base64URL(parts[4]),
                    parts[0].getBytes(StandardCharsets.US_ASCII));
            return new Opened(FlowFormat.read(flow), false);
        } catch (JOSEException e) {
            return Opened.INVALID;
        }
    }

    /** Parsed, so that it keeps its text. */
    private static JWEHeader header(String keyId) {
        JWEHeader built = new JWEHeader.Builder(JWEAlgorithm.DIR, EncryptionMethod.A256GCM)
                .keyID(keyId)
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
                && Arrays.stream(parts).allMatch(FlowSeal::isCanonical);
    }

    private static boolean isCanonical(String part) {
        try {
            return ENCODER.encodeToString(Base64.getUrlDecoder().decode(part)).equals(part);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
