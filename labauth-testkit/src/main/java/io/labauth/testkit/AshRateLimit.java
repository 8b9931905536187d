package io.labauth.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** So many requests in so much time, counted from the first one on. For one thread. */
final class AshRateLimit {
    private static final Duration WINDOW = Duration.ofMinutes(15);

    private final Clock clock;
    private int limit = 1500;
    private Instant windowStart = Instant.MIN;
    private int used;

    AshRateLimit(Clock clock) {
        this.clock = clock;
    }

    void limit(int requests) {
        limit = requests;
        used = 0;
    }

    /** Counts a request; whether it is within the limit. */
    boolean admit() {
        Instant now = clock.instant();
        if (!now.isBefore(windowStart) && Duration.between(windowStart, now).compareTo(WINDOW) < 0) {
            used++;
        } else {
            windowStart = now;
            used = 1;
        }
        return used <= limit;
    }

    Answer tell(Answer answer) {
        long left = WINDOW.minus(Duration.between(windowStart, clock.instant())).toSeconds();
        return answer.with("x-ratelimit-limit", List.of(String.valueOf(limit)))
                .with("x-ratelimit-remaining", List.of(String.valueOf(Math.max(0, limit - used))))
                .with("x-ratelimit-reset", List.of(String.valueOf(left)));
    }
}
