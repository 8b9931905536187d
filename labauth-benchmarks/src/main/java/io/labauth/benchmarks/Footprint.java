package io.labauth.benchmarks;

import java.io.File;
import java.lang.management.ManagementFactory;

/**
 * What this JVM holds.
 *
 * @param heap bytes that a garbage collection leaves
 * @param threads live threads
 * @param files open files and sockets; 0 where the system does not tell
 */
public record Footprint(long heap, int threads, int files) {
    public static Footprint now() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        String[] files = new File("/proc/self/fd").list();
        return new Footprint(
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
                ManagementFactory.getThreadMXBean().getThreadCount(),
                files == null ? 0 : files.length);
    }

    public double heapMegabytes() {
        return heap / 1e6;
    }
}
