package io.labauth.labarchives;

import java.time.Duration;

/** Refuses durations that are no time at all. */
final class Positive {
    private Positive() {}

    static Duration duration(Duration value, String name) {
        if (value.isZero() || value.isNegative()) {
            throw new IllegalArgumentException("The " + name + " must be more than zero.");
        }
        return value;
    }
}
