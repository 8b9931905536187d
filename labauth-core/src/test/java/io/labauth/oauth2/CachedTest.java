package io.labauth.oauth2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.labauth.ServiceException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a server publishes is asked for as seldom as can be. */
@Timeout(30)
class CachedTest {
    private final TestClock clock = new TestClock(Instant.EPOCH);
    private final AtomicInteger fetches = new AtomicInteger();
    private final ExecutorService threads = Executors.newFixedThreadPool(8);

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void get_fetchesOnceUntilItIsOld() {
        Cached<Integer> cached = new Cached<>(fetches::incrementAndGet, Duration.ofHours(1), clock);

        assertThat(cached.peek()).isNull();
        assertThat(cached.get()).isOne();
        clock.pass(Duration.ofMinutes(59));
        assertThat(cached.get()).isOne();
        clock.pass(Duration.ofMinutes(1));
        assertThat(cached.get()).isEqualTo(2);
        assertThat(cached.peek()).isEqualTo(2);
    }

    @Test
    void getAnew_fetchesAtOnce_thenTwiceAMinuteAtMost() {
        Cached<Integer> cached = new Cached<>(fetches::incrementAndGet, Duration.ofHours(1), clock);
        cached.get();

        assertThat(cached.getAnew()).isEqualTo(2);
        assertThat(cached.getAnew()).isEqualTo(2);
        clock.pass(Duration.ofSeconds(29));
        assertThat(cached.getAnew()).isEqualTo(2);
        clock.pass(Duration.ofSeconds(1));
        assertThat(cached.getAnew()).isEqualTo(3);
    }

    @Test
    void get_byManyThreads_fetchesOnce() throws Exception {
        Set<Thread> asking = ConcurrentHashMap.newKeySet();
        CountDownLatch finish = new CountDownLatch(1);
        Cached<Integer> cached = new Cached<>(
                () -> {
                    await(finish);
                    return fetches.incrementAndGet();
                },
                Duration.ofHours(1),
                clock);

        List<CompletableFuture<Integer>> all = Stream.generate(() -> CompletableFuture.supplyAsync(
                        () -> {
                            asking.add(Thread.currentThread());
                            return cached.get();
                        },
                        threads))
                .limit(8)
                .toList();
        while (asking.size() < 8 || !asking.stream().allMatch(thread -> thread.getState() == Thread.State.WAITING)) {
            Thread.onSpinWait();
        }
        finish.countDown();

        assertThat(all).allSatisfy(value -> assertThat(value.join()).isOne());
        assertThat(fetches).hasValue(1);
    }

    @Test
    void get_whileSomebodyRefreshesWhatIsOld_goesOnWithIt() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch finish = new CountDownLatch(1);
        Cached<Integer> cached = new Cached<>(
                () -> {
                    if (fetches.incrementAndGet() == 2) {
                        started.countDown();
                        await(finish);
                    }
                    return fetches.get();
                },
                Duration.ofHours(1),
                clock);
        cached.get();
        clock.pass(Duration.ofHours(2));

        CompletableFuture<Integer> refreshing = CompletableFuture.supplyAsync(cached::get, threads);
        started.await();

        assertThat(cached.get()).isOne();
        finish.countDown();
        assertThat(refreshing.join()).isEqualTo(2);
    }

    @Test
    void get_whenTheFirstFetchFails_failsForAllWhoWait_andTheNextTriesAgain() {
        Cached<Integer> cached = new Cached<>(
                () -> {
                    if (fetches.incrementAndGet() == 1) {
                        throw new ServiceException("No.", 503, null, null);
                    }
                    return fetches.get();
                },
                Duration.ofHours(1),
                clock);

        assertThatExceptionOfType(ServiceException.class).isThrownBy(cached::get);
        assertThat(cached.get()).isEqualTo(2);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
