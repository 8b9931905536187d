package io.labauth.http;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The wait between two questions; tests pass the time without waiting. */
@FunctionalInterface
public interface Pause {
    /**
     * Waits.
     *
     * @param time how long
     * @throws InterruptedException if the thread was interrupted
     */
    void of(Duration time) throws InterruptedException;

    /**
     * The wait outside tests.
     *
     * @return sleeps
     */
    static Pause real() {
        return time -> TimeUnit.NANOSECONDS.sleep(time.toNanos());
    }
}
