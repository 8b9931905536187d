package io.labauth.oauth2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.labauth.ConnectionException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A call that threads share, and what becomes of it when one of them is interrupted. */
@Timeout(30)
class OneAtATimeTest {
    private final OneAtATime<String> calls = new OneAtATime<>();
    private final CountDownLatch underWay = new CountDownLatch(1);
    private final CountDownLatch never = new CountDownLatch(1);
    private final AtomicInteger made = new AtomicInteger();

    @Test
    void run_whenTheThreadThatCallsIsInterrupted_isMadeAgainByWhoWaited() throws Exception {
        CompletableFuture<String> first = new CompletableFuture<>();
        Thread leader = started(first, this::interruptible);
        underWay.await();
        CompletableFuture<String> second = new CompletableFuture<>();
        Thread joiner = started(second, () -> "made by the second");
        awaitWaiting(joiner);

        leader.interrupt();

        assertThat(second.join()).isEqualTo("made by the second");
        assertThatThrownBy(first::join)
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(ConnectionException.class);
    }

    @Test
    void run_whenTheThreadThatWaitsIsInterrupted_itWaitsNoLonger() throws Exception {
        Thread leader = started(new CompletableFuture<>(), this::interruptible);
        underWay.await();
        Thread.currentThread().interrupt();

        assertThatExceptionOfType(ConnectionException.class)
                .isThrownBy(() -> calls.run(() -> "not made"))
                .withMessageContaining("interrupted");
        assertThat(Thread.interrupted()).isTrue();
        assertThat(made).hasValue(1);
        leader.interrupt();
    }

    private Thread started(CompletableFuture<String> outcome, Supplier<String> call) {
        Thread thread = new Thread(() -> {
            try {
                outcome.complete(calls.run(call));
            } catch (ConnectionException e) {
                outcome.completeExceptionally(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private String interruptible() {
        made.incrementAndGet();
        underWay.countDown();
        try {
            never.await();
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ConnectionException("Interrupted.", e);
        }
    }

    private static void awaitWaiting(Thread thread) {
        while (thread.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
    }
}
