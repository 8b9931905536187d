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
import java.text.ParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/** Seals flows and opens them: JWE in its compact form (RFC 7516), {@code dir} with A256GCM, and the key's id. */
final class FlowSeal {
    /** Longer than any that is sealed here. */
    private static final int MAX_LENGTH = 1024;

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
        int headerEnd = text.indexOf('.');
        if (headerEnd < 0 || text.length() > MAX_LENGTH) {
            return Opened.INVALID;
        }
        String theirs = text.substring(0, headerEnd);
        DirectDecrypter decrypter = decrypters.get(theirs);
        if (decrypter != null) {
            return open(text, decrypter);
        }
        String decoded = new Base64URL(theirs).decodeToString();
        return HEADER.matcher(decoded).matches() ? Opened.KEY_UNKNOWN : Opened.INVALID;
    }

    private static Opened open(String text, DirectDecrypter decrypter) {
        try {
            JWEObject jwe = JWEObject.parse(text);
            if (isCanonical(jwe) && jwe.serialize().equals(text)) {
                jwe.decrypt(decrypter);
                return new Opened(FlowFormat.read(jwe.getPayload().toBytes()), false);
            }
        } catch (ParseException | JOSEException e) {
            return Opened.INVALID;
        }
        return Opened.INVALID;
    }

    private static JWEHeader header(String keyId) {
        return new JWEHeader.Builder(JWEAlgorithm.DIR, EncryptionMethod.A256GCM)
                .keyID(keyId)
                .build();
    }

    /** One text for one seal: the decoder would overlook foreign characters and the last character's unused bits, the parser blanks. */
    private static boolean isCanonical(JWEObject jwe) {
        return jwe.getEncryptedKey() == null
                && isCanonical(jwe.getIV())
                && isCanonical(jwe.getCipherText())
                && isCanonical(jwe.getAuthTag());
    }

    private static boolean isCanonical(@Nullable Base64URL part) {
        return part != null && Base64URL.encode(part.decode()).equals(part);
    }
}
