package io.labauth.oauth2;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The wait between two questions; tests pass the time without waiting. */
@FunctionalInterface
interface Pause {
    void of(Duration time) throws InterruptedException;

    static Pause real() {
        return time -> TimeUnit.NANOSECONDS.sleep(time.toNanos());
    }
}
