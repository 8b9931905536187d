package io.labauth.labarchives;

import io.labauth.Secret;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs with the application's access key: HMAC-SHA-512 over {@code akid + method + expires}. */
final class Signer {
    private static final String ALGORITHM = "HmacSHA512";

    private final String accessKeyId;
    /** Has the key, and the access key id that each message begins with. Copied for each signature: a {@link Mac} is not for several threads. */
    private final Mac begun;

    Signer(String accessKeyId, Secret accessPassword) {
        this.accessKeyId = accessKeyId;
        this.begun = keyed(accessPassword);
        begun.update(accessKeyId.getBytes(StandardCharsets.UTF_8));
    }

    String accessKeyId() {
        return accessKeyId;
    }

    /** The query parameters {@code akid}, {@code expires} and {@code sig}, in this order. */
    Map<String, String> sign(String method, long expires) {
        String time = Long.toString(expires);
        Map<String, String> signed = new LinkedHashMap<>();
        signed.put("akid", accessKeyId);
        signed.put("expires", time);
        signed.put("sig", signature(method + time));
        return signed;
    }

    private String signature(String rest) {
        return Base64.getEncoder().encodeToString(copy().doFinal(rest.getBytes(StandardCharsets.UTF_8)));
    }

    private Mac copy() {
        try {
            return (Mac) begun.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("This JVM's " + ALGORITHM + " cannot be copied.", e);
        }
    }

    private static Mac keyed(Secret accessPassword) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(accessPassword.reveal().getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return mac;
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("This JVM has no " + ALGORITHM + ".", e);
        }
    }
}
