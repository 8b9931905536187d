package io.labauth.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** Refuses every key for a while after too many wrong ones. For one thread. */
final class LabKeyThrottle {
    private static final Duration WINDOW = Duration.ofMinutes(1);

    private final Deque<Instant> failures = new ArrayDeque<>();
    private final Clock clock;
    private int limit = 10;

    LabKeyThrottle(Clock clock) {
        this.clock = clock;
    }

    void limit(int failuresPerMinute) {
        limit = failuresPerMinute;
    }

    void failed() {
        failures.add(clock.instant());
    }

    boolean isClosed() {
        Instant since = clock.instant().minus(WINDOW);
        while (!failures.isEmpty() && failures.getFirst().isBefore(since)) {
            failures.removeFirst();
        }
        return failures.size() >= limit;
    }
}
