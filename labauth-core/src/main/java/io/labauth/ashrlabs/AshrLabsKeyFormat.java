package io.labauth.ashrlabs;

import io.labauth.Secret;
import java.util.regex.Pattern;

/** The form of Ashr Labs' keys: {@code tp_} and 32 or more characters. */
final class AshrLabsKeyFormat {
    private static final Pattern KEY = Pattern.compile("tp_[!-~]{32,}");

    private AshrLabsKeyFormat() {}

    /** Refuses what cannot be a key, without showing it. */
    static Secret check(Secret key) {
        if (!KEY.matcher(key.reveal()).matches()) {
            throw new IllegalArgumentException(
                    "An Ashr Labs key is tp_ and 32 or more characters, and this is something else: copy the"
                            + " whole key, and nothing but it.");
        }
        return key;
    }
}
