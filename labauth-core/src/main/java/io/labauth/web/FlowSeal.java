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
import org.jspecify.annotations.Nullable;

/** Seals flows and opens them: JWE in its compact form (RFC 7516), {@code dir} with A256GCM, and the key's id. */
final class FlowSeal {
    /** Longer than any that is sealed here. */
    private static final int MAX_LENGTH = 1024;

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
        this.header = new JWEHeader.Builder(JWEAlgorithm.DIR, EncryptionMethod.A256GCM)
                .keyID(keys.firstId())
                .build();
        try {
            this.encrypter = new DirectEncrypter(keys.key(keys.firstId()).orElseThrow());
            for (String id : keys.all().keySet()) {
                decrypters.put(id, new DirectDecrypter(keys.key(id).orElseThrow()));
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

    Opened open(String sealed) {
        if (sealed.length() > MAX_LENGTH) {
            return Opened.INVALID;
        }
        try {
            JWEObject jwe = JWEObject.parse(sealed);
            if (!isOurs(jwe)) {
                return Opened.INVALID;
            }
            DirectDecrypter decrypter = decrypters.get(jwe.getHeader().getKeyID());
            return decrypter == null ? Opened.KEY_UNKNOWN : open(jwe, decrypter);
        } catch (ParseException | IllegalArgumentException e) {
            return Opened.INVALID;
        }
    }

    private static Opened open(JWEObject jwe, DirectDecrypter decrypter) {
        try {
            jwe.decrypt(decrypter);
        } catch (JOSEException e) {
            return Opened.INVALID;
        }
        return new Opened(FlowFormat.read(jwe.getPayload().toBytes()), false);
    }

    private boolean isOurs(JWEObject jwe) {
        JWEHeader theirs = jwe.getHeader();
        return header.getAlgorithm().equals(theirs.getAlgorithm())
                && header.getEncryptionMethod().equals(theirs.getEncryptionMethod())
                && theirs.getIncludedParams().equals(header.getIncludedParams())
                && jwe.getEncryptedKey() == null
                && isCanonical(jwe.getIV())
                && isCanonical(jwe.getCipherText())
                && isCanonical(jwe.getAuthTag());
    }

    /** One text for one seal: the decoder would overlook foreign characters and the last character's unused bits. */
    private static boolean isCanonical(@Nullable Base64URL part) {
        return part != null && Base64URL.encode(part.decode()).equals(part);
    }
}
