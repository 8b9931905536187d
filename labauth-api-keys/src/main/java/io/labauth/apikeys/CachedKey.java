package io.labauth.apikeys;

import java.time.Duration;

/** A key whose secret was right when its row was read. */
final class CachedKey {
    /** No row is believed for longer. */
    static final Duration STALENESS = Duration.ofSeconds(10);

    private static final long REFRESH = STALENESS.toNanos() / 2;
    private static final long RETRY = Duration.ofSeconds(1).toNanos();
    private static final long NOTED = Duration.ofSeconds(5).toNanos();

    private final StoredKey key;
    private final KeyHash hash;
    private final long askedAt;
    private final Pace refreshes;
    private final Pace uses;

    /** The hash is by the first pepper, whatever the row has; the time is from before the row was read. */
    CachedKey(StoredKey key, KeyHash hash, long askedAt) {
        this.key = key;
        this.hash = hash;
        this.askedAt = askedAt;
        this.refreshes = new Pace(askedAt + REFRESH, RETRY);
        this.uses = new Pace(askedAt, NOTED);
    }

    StoredKey key() {
        return key;
    }

    KeyHash hash() {
        return hash;
    }

    boolean isStale(long nanos) {
        return nanos - askedAt >= STALENESS.toNanos();
    }

    /** True for one of many callers when half of the time is over, so that the others need not wait for the database. */
    boolean isToBeRefreshed(long nanos) {
        return refreshes.admits(nanos);
    }

    /** True now and then, so that a busy key does not keep writing. */
    boolean isUseToBeNoted(long nanos) {
        return uses.admits(nanos);
    }
}
