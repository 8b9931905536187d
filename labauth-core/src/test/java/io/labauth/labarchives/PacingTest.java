package io.labauth.labarchives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class PacingTest {
    @Test
    void start_whenNoOtherIsUnderWay_doesNotWait() throws Exception {
        Pacing pacing = Pacing.byTheRule();
        long before = System.nanoTime();

        for (int i = 0; i < 10; i++) {
            pacing.start();
            pacing.end();
        }

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void start_whenAnotherIsUnderWay_waitsUntilItEnds() throws Exception {
        Pacing pacing = new Pacing(Duration.ofMinutes(1));
        pacing.start();
        CompletableFuture<Void> second = startInBackground(pacing);

        assertThatThrownBy(() -> second.get(100, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        pacing.end();

        assertThat(second.get(5, TimeUnit.SECONDS)).isNull();
    }

    @Test
    void start_whenAnotherTakesLong_waitsASecond() throws Exception {
        Pacing pacing = Pacing.byTheRule();
        long before = System.nanoTime();
        pacing.start();

        pacing.start();

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void start_withoutTheRule_neverWaits() throws Exception {
        Pacing pacing = Pacing.none();

        pacing.start();
        pacing.start();

        assertThat(startInBackground(pacing).get(5, TimeUnit.SECONDS)).isNull();
    }

    private static CompletableFuture<Void> startInBackground(Pacing pacing) {
        return CompletableFuture.runAsync(() -> {
            try {
                pacing.start();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
    }
}
