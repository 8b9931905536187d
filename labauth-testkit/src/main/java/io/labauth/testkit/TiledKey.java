package io.labauth.testkit;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A key that {@link FakeTiled} has issued. */
record TiledKey(
        String secret,
        TiledPerson owner,
        List<String> scopes,
        @Nullable Instant expires,
        @Nullable String note) {
    String firstEight() {
        return secret.substring(0, 8);
    }

    boolean isGood(Instant now) {
        return expires == null || now.isBefore(expires);
    }
}
