package io.labauth.testkit;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Checks, in the order of the service, that the access key is known, the request recent, and the signature right. */
final class SignatureCheck {
    private final Accounts accounts;
    private final FakeBehaviour behaviour;
    private final Clock clock;

    SignatureCheck(Accounts accounts, FakeBehaviour behaviour, Clock clock) {
        this.accounts = accounts;
        this.behaviour = behaviour;
        this.clock = clock;
    }

    /** The access key id of a rightly signed request. */
    String verify(Parameters parameters, String signed) {
        return verify(parameters, signed, behaviour.ageBound());
    }

    String verify(Parameters parameters, String signed, Duration ageBound) {
        String accessKeyId = knownAccessKeyId(parameters);
        String expires = parameters.require("expires");
        requireRecent(expires, ageBound);
        requireSignature(parameters.require("sig"), accessKeyId, signed, expires);
        return accessKeyId;
    }

    String knownAccessKeyId(Parameters parameters) {
        String accessKeyId = parameters.require("akid");
        if (accounts.accessPassword(accessKeyId).isEmpty()) {
            throw new ApiFailure(ApiFailure.UNKNOWN_ACCESS_KEY, "The access key id is not known.");
        }
        return accessKeyId;
    }

    private void requireRecent(String expires, Duration ageBound) {
        if (!expires.matches("[0-9]{1,15}")) {
            throw new ApiFailure(ApiFailure.BAD_PARAMETER, "The parameter expires is not a number of milliseconds.");
        }
        long age = clock.millis() - Long.parseLong(expires);
        if (age > ageBound.toMillis() || -age > behaviour.futureBound().toMillis()) {
            throw new ApiFailure(ApiFailure.EXPIRED, "The request has expired; check the clock.");
        }
    }

    private void requireSignature(String sig, String accessKeyId, String signed, String expires) {
        String key = accounts.accessPassword(accessKeyId).orElseThrow();
        String message = accessKeyId + signed + expires;
        boolean right = same(sig, sign("HmacSHA512", key, message))
                || (behaviour.acceptSha1() && same(sig, sign("HmacSHA1", key, message)));
        if (!right) {
            throw new ApiFailure(ApiFailure.BAD_SIGNATURE, "The signature does not match.");
        }
    }

    private static boolean same(String given, String expected) {
        return MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), expected.getBytes(StandardCharsets.UTF_8));
    }

    private static String sign(String algorithm, String key, String message) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), algorithm));
            return Base64.getEncoder().encodeToString(mac.doFinal(message.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java runtime cannot compute " + algorithm + ".", e);
        }
    }
}
