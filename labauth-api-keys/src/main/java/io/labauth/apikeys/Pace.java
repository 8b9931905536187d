package io.labauth.apikeys;

import java.util.concurrent.atomic.AtomicLong;

/** Lets one of many through, then nobody for a while. Thread-safe. */
final class Pace {
    private final long gapNanos;
    private final AtomicLong next;

    Pace(long firstNanos, long gapNanos) {
        this.next = new AtomicLong(firstNanos);
        this.gapNanos = gapNanos;
    }

    boolean admits(long nanos) {
        long due = next.get();
        return nanos - due >= 0 && next.compareAndSet(due, nanos + gapNanos);
    }
}
