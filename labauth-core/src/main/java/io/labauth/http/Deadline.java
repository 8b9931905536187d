package io.labauth.http;

import java.time.Duration;

/**
 * The moment by which a call must be over, its answer's last byte included.
 *
 * @param nanoTime on the scale of {@link System#nanoTime()}
 */
public record Deadline(long nanoTime) {
    /**
     * A moment from now on.
     *
     * @param timeout how far off
     * @return the moment
     */
    public static Deadline in(Duration timeout) {
        return new Deadline(System.nanoTime() + timeout.toNanos());
    }

    /**
     * The time until then. Never zero, since {@code java.net.http} refuses that: a deadline that has passed leaves a millisecond.
     *
     * @return the time left
     */
    public Duration timeLeft() {
        long left = nanoTime - System.nanoTime();
        return Duration.ofNanos(Math.max(left, 1_000_000));
    }

    /**
     * Whether there is time to wait.
     *
     * @param wait how long
     * @return whether the wait ends before the deadline
     */
    public boolean leaves(Duration wait) {
        return nanoTime - System.nanoTime() > wait.toNanos();
    }
}
