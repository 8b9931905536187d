package io.labauth.labarchives;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/** This machine's clock, corrected by what LabArchives says the time is. The correction is asked for once, and only when needed. */
final class ServiceClock {
    private final Clock clock;
    private volatile Duration correction = Duration.ZERO;
    private boolean corrected;

    ServiceClock(Clock clock) {
        this.clock = clock;
    }

    Instant now() {
        return clock.instant().plus(correction);
    }

    /** The correction that {@link #now()} applies; handed back to {@link #correct} when the service refuses a time. */
    Duration correction() {
        return correction;
    }

    /**
     * Corrects the clock after the service refused a time made with the given correction.
     *
     * @return whether the correction has changed since, so that signing once more makes sense
     */
    synchronized boolean correct(Duration refused, Supplier<Instant> serviceTime) {
        if (!corrected) {
            correction = Duration.between(clock.instant(), serviceTime.get());
            corrected = true;
        }
        return !correction.equals(refused);
    }
}
