package io.labauth.oauth2;

import io.labauth.LabAuthException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Something that a server publishes: fetched when it is first needed, kept, and fetched again when it has become old or was not enough.
 *
 * <p>One thread fetches at a time. While what is there is merely old, the others go on with it; and so does everybody when it cannot be
 * fetched again.
 */
final class Cached<T> {
    private static final Duration BETWEEN_FETCHES = Duration.ofSeconds(30);

    private final Supplier<T> source;
    private final Duration lifetime;
    private final Clock clock;
    private final OneAtATime<T> fetches = new OneAtATime<>();
    private volatile @Nullable T value;
    private volatile Instant fetchedAt = Instant.MIN;
    private volatile Instant repeatedAt = Instant.MIN;

    Cached(Supplier<T> source, Duration lifetime, Clock clock) {
        this.source = source;
        this.lifetime = lifetime;
        this.clock = clock;
    }

    T get() {
        T kept = value;
        if (kept == null) {
            return first();
        }
        boolean old = isPast(fetchedAt, lifetime) && !fetches.isUnderWay();
        return old ? repeatedOr(kept) : kept;
    }

    /** What is published now; but a stranger cannot make us ask more often than twice a minute. */
    T getAnew() {
        T kept = value;
        return kept == null ? first() : repeatedOr(kept);
    }

    /** What is there without asking anybody; null if nothing is. */
    @Nullable
    T peek() {
        return value;
    }

    private T repeatedOr(T kept) {
        if (!mayRepeat()) {
            return kept;
        }
        try {
            return fetches.run(this::fetch);
        } catch (LabAuthException e) {
            System.getLogger(Cached.class.getName())
                    .log(System.Logger.Level.DEBUG, "A refresh failed; what was fetched before stays in use.");
            return kept;
        }
    }

    private synchronized boolean mayRepeat() {
        boolean may = isPast(repeatedAt, BETWEEN_FETCHES);
        repeatedAt = may ? clock.instant() : repeatedAt;
        return may;
    }

    /** Another thread may have done it between our look and our turn. */
    private T first() {
        return fetches.run(() -> {
            T kept = value;
            return kept == null ? fetch() : kept;
        });
    }

    private T fetch() {
        T fresh = source.get();
        value = fresh;
        fetchedAt = clock.instant();
        return fresh;
    }

    private boolean isPast(Instant moment, Duration time) {
        return moment.equals(Instant.MIN) || !clock.instant().isBefore(moment.plus(time));
    }
}
