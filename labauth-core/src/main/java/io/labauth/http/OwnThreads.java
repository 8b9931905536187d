package io.labauth.http;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Daemon threads for what must go on although an application has filled the JVM's common pool with its own waiting; there the JDK would
 * complete its futures and ring its timers.
 *
 * <p>A thread that has nothing to do ends after ten seconds.
 */
public final class OwnThreads {
    private static final ThreadPoolExecutor WORKERS = new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE,
            10,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            work -> daemon(work, "labauth-worker"));
    private static final ScheduledThreadPoolExecutor TIMER = timer();

    private OwnThreads() {}

    /**
     * As many threads as are needed at the moment.
     *
     * @return runs what it is given at once; such work may wait
     */
    public static Executor workers() {
        return WORKERS;
    }

    /**
     * Does something later.
     *
     * @param delay how much later
     * @param action must not wait for anything
     * @return by which it can be cancelled
     */
    public static Future<?> after(Duration delay, Runnable action) {
        return TIMER.schedule(action, delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    private static ScheduledThreadPoolExecutor timer() {
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, work -> daemon(work, "labauth-timer"));
        timer.setRemoveOnCancelPolicy(true);
        timer.setKeepAliveTime(10, TimeUnit.SECONDS);
        timer.allowCoreThreadTimeOut(true);
        return timer;
    }

    private static Thread daemon(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }
}
