package io.labauth.sample.nodes;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicBoolean;

/** Tells the right time once, and from then on a later one. */
final class ClockThatJumps extends Clock {
    private final Clock clock;
    private final Duration jump;
    private final AtomicBoolean asked = new AtomicBoolean();

    ClockThatJumps(Clock clock, Duration jump) {
        this.clock = clock;
        this.jump = jump;
    }

    @Override
    public Instant instant() {
        return asked.getAndSet(true) ? clock.instant().plus(jump) : clock.instant();
    }

    @Override
    public ZoneId getZone() {
        return clock.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return new ClockThatJumps(clock.withZone(zone), jump);
    }
}
