package io.labauth.benchmarks.web;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Sign-ins that arrive at a constant rate, whether or not those before them are done.
 *
 * <p>A sign-in's time runs from the moment at which it was due, so that a server that falls behind cannot hide it.
 */
final class OpenLoad {
    private static final int WORKERS = 32;
    private static final long STOP = Long.MIN_VALUE;

    private final int[] ports;
    private final String loginPath;

    OpenLoad(int[] ports, String loginPath) {
        this.ports = ports.clone();
        this.loginPath = loginPath;
    }

    /**
     * What came of it.
     *
     * @param millis each success' time
     * @param failures sign-ins that did not succeed
     */
    record Result(List<Double> millis, int failures) {}

    Result run(int perSecond, int seconds) throws InterruptedException {
        BlockingQueue<Long> due = new ArrayBlockingQueue<>(perSecond * seconds + WORKERS);
        ConcurrentLinkedQueue<Double> millis = new ConcurrentLinkedQueue<>();
        AtomicInteger failures = new AtomicInteger();
        List<Thread> workers = new ArrayList<>();
        for (int i = 0; i < WORKERS; i++) {
            Thread worker = new Thread(() -> work(due, millis, failures), "browser-" + i);
            worker.setDaemon(true);
            worker.start();
            workers.add(worker);
        }
        arrive(due, perSecond, seconds);
        for (int i = 0; i < WORKERS; i++) {
            due.put(STOP);
        }
        for (Thread worker : workers) {
            worker.join(TimeUnit.SECONDS.toMillis(30));
        }
        return new Result(List.copyOf(millis), failures.get());
    }

    private static void arrive(BlockingQueue<Long> due, int perSecond, int seconds) throws InterruptedException {
        long begin = System.nanoTime();
        for (long login = 0; login < (long) perSecond * seconds; login++) {
            long at = begin + login * 1_000_000_000 / perSecond;
            LockSupport.parkNanos(at - System.nanoTime());
            due.put(at);
        }
    }

    private void work(BlockingQueue<Long> due, ConcurrentLinkedQueue<Double> millis, AtomicInteger failures) {
        List<KeepAlive> connections = new ArrayList<>();
        try {
            for (int port : ports) {
                connections.add(new KeepAlive(port));
            }
            int node = 0;
            for (long at = due.take(); at != STOP; at = due.take()) {
                if (new Browser(connections.get(node++ % ports.length)::get).signIn(loginPath)) {
                    millis.add((System.nanoTime() - at) / 1e6);
                } else {
                    failures.incrementAndGet();
                }
            }
        } catch (IOException | RuntimeException e) {
            failures.incrementAndGet();
            System.err.println("A browser gave up: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            connections.forEach(OpenLoad::close);
        }
    }

    private static void close(KeepAlive connection) {
        try {
            connection.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
