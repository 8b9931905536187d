package io.labauth.labarchives;

import java.time.Duration;

/**
 * LabArchives' rule for many calls: one at a time, or at least a second apart.
 *
 * <p>A call starts at once when no other is under way; otherwise when the last start lies a second back.
 */
final class Pacing {
    private final long gapNanos;
    private int underWay;
    private long lastStart;

    Pacing(Duration gap) {
        this.gapNanos = gap.toNanos();
    }

    static Pacing byTheRule() {
        return new Pacing(Duration.ofSeconds(1));
    }

    static Pacing none() {
        return new Pacing(Duration.ZERO);
    }

    synchronized void start() throws InterruptedException {
        long wait;
        while (underWay > 0 && (wait = gapNanos - (System.nanoTime() - lastStart)) > 0) {
            wait(wait / 1_000_000 + 1);
        }
        underWay++;
        lastStart = System.nanoTime();
    }

    synchronized void end() {
        underWay--;
        notifyAll();
    }
}
