package io.labauth.oauth2;

import io.labauth.Secret;
import java.security.SecureRandom;
import java.util.Base64;

/** 256 random bits as 43 characters that need no escape. */
final class RandomText {
    private RandomText() {}

    static Secret of(SecureRandom random) {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return Secret.of(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }
}
