package io.labauth.testkit;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;

/** The fake's own clock, which a test may set wrong. */
final class OffsetClock extends Clock {
    private final Clock base;
    private final FakeBehaviour behaviour;

    OffsetClock(Clock base, FakeBehaviour behaviour) {
        this.base = base;
        this.behaviour = behaviour;
    }

    @Override
    public Instant instant() {
        return base.instant().plus(behaviour.clockOffset());
    }

    @Override
    public ZoneId getZone() {
        return base.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return new OffsetClock(base.withZone(zone), behaviour);
    }
}
