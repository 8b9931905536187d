package io.labauth.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.labauth.CallbackRejectedException;
import io.labauth.LoginException;
import io.labauth.LoginException.Reason;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How the wait for a person ends, in a thread that was seen to wait. */
@Timeout(30)
class WaitTest {
    private final StubProvider provider = new StubProvider();
    private CallbackCollector<String> collector = LocalLogin.with(provider).open();

    @AfterEach
    void close() {
        collector.close();
    }

    @Test
    void await_whenTheTimeIsUp_timesOutAndThePortIsFree() throws Exception {
        Waiting waiting = new Waiting(Duration.ofSeconds(1));
        waiting.until(Thread.State.TIMED_WAITING);

        assertThat(waiting.failure().reason()).isEqualTo(Reason.TIMED_OUT);
        assertPortIsFree();
    }

    @Test
    void await_whenClosedFromAnotherThread_isCancelledAndThePortIsFree() throws Exception {
        Waiting waiting = new Waiting(Duration.ofMinutes(5));
        waiting.until(Thread.State.TIMED_WAITING);

        collector.close();

        assertPortIsFree();
        assertThat(waiting.failure().reason()).isEqualTo(Reason.CANCELLED);
    }

    @Test
    void await_whenInterrupted_isCancelledStaysInterruptedAndThePortIsFree() throws Exception {
        Waiting waiting = new Waiting(Duration.ofMinutes(5));
        waiting.until(Thread.State.TIMED_WAITING);

        waiting.thread.interrupt();

        assertThat(waiting.failure().reason()).isEqualTo(Reason.CANCELLED);
        assertThat(waiting.stayedInterrupted).isTrue();
        assertPortIsFree();
    }

    @Test
    void await_whenInterruptedBeforeTheBrowserHasThePage_givesTheUserAndStaysInterrupted() throws IOException {
        RawHttp.get(collector.callbackUri(), "?code=Ada");

        Thread.currentThread().interrupt();
        String user = collector.await();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(user).isEqualTo("Ada");
        assertPortIsFree();
    }

    @Test
    void await_withoutALimit_waitsAsLongAsTheLoginSays() {
        collector.close();
        collector = LocalLogin.with(provider).timeout(Duration.ofMillis(50)).open();

        assertThat(catchThrowableOfType(LoginException.class, collector::await).reason())
                .isEqualTo(Reason.TIMED_OUT);
    }

    @Test
    void await_withALimitBeyondAllBounds_waits() {
        collector.submit(collector.callbackUri() + "?code=Ada");

        assertThat(collector.await(Duration.ofSeconds(Long.MAX_VALUE))).isEqualTo("Ada");
    }

    @Test
    void await_whenTheTimeIsUpAndTheServiceThenRejectsTheCallback_timesOut() throws Exception {
        CountDownLatch exchanging = new CountDownLatch(1);
        CountDownLatch late = new CountDownLatch(1);
        collector.close();
        collector = LocalLogin.with(new StubProvider(code -> {
                    exchanging.countDown();
                    awaitUninterrupted(late);
                    throw new CallbackRejectedException("Not this login's.");
                }))
                .open();
        CompletableFuture<Void> person =
                CompletableFuture.runAsync(() -> collector.submit(collector.callbackUri() + "?code=c"));
        awaitUninterrupted(exchanging);
        Waiting waiting = new Waiting(Duration.ofMillis(1));
        waiting.until(Thread.State.WAITING);

        late.countDown();

        assertThat(waiting.failure().reason()).isEqualTo(Reason.TIMED_OUT);
        assertThat(person.handle((nothing, failure) -> failure).get())
                .hasCauseInstanceOf(CallbackRejectedException.class);
    }

    @Test
    void submit_whenTheLoginIsOver_saysSo() {
        collector.close();

        assertThatExceptionOfType(CallbackRejectedException.class)
                .isThrownBy(() -> collector.submit(collector.callbackUri() + "?code=c"))
                .withMessageContaining("is over");
    }

    @Test
    void submit_again_saysThatThereIsACallback() {
        collector.submit(collector.callbackUri() + "?code=c");

        assertThatExceptionOfType(CallbackRejectedException.class)
                .isThrownBy(() -> collector.submit(collector.callbackUri() + "?code=c"))
                .withMessageContaining("already has its callback");
    }

    private void assertPortIsFree() throws IOException {
        new ServerSocket(collector.port(), 1, InetAddress.getLoopbackAddress()).close();
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** A thread that waits for the login, in vain. */
    private final class Waiting {
        private final CompletableFuture<LoginException> failure = new CompletableFuture<>();
        private final Thread thread;
        private volatile boolean stayedInterrupted;

        Waiting(Duration limit) {
            thread = new Thread(() -> {
                LoginException thrown = catchThrowableOfType(LoginException.class, () -> collector.await(limit));
                stayedInterrupted = Thread.interrupted();
                failure.complete(thrown);
            });
            thread.setDaemon(true);
            thread.start();
        }

        void until(Thread.State state) {
            await().pollInterval(Duration.ofMillis(1)).until(() -> thread.getState() == state);
        }

        LoginException failure() throws Exception {
            return failure.get();
        }
    }
}
