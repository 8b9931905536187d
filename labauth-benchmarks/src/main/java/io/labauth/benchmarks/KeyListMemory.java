package io.labauth.benchmarks;

import com.sun.management.ThreadMXBean;
import io.labauth.Secret;
import io.labauth.tiled.Tiled;
import io.labauth.tiled.TiledApiKey;
import io.labauth.tiled.TiledApiKeys;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;

/** Measures the memory that a list of keys takes while it is read: key by key, and as a list. */
final class KeyListMemory {
    private static final int[] SIZES = {100, 10_000, 100_000};
    /** How often one looks at what is alive while a list is read. */
    private static final int LOOKS = 10;

    private static final ThreadMXBean THREADS = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);

    private KeyListMemory() {}

    static Table table() throws IOException {
        Table table = new Table(
                "keys in the list",
                "`forEach`: alive at most, KB",
                "`list`: alive afterwards, KB",
                "`forEach`: allocated per key, bytes");
        var unused = row(SIZES[0]);
        for (int size : SIZES) {
            table.row(row(size));
        }
        return table;
    }

    private static List<String> row(int size) throws IOException {
        try (KeyListServer server = KeyListServer.start(size)) {
            TiledApiKeys keys = Tiled.builder(server.uri())
                    .apiKey(Secret.of("0123456789abcdef".repeat(4) + "01234567"))
                    .connect()
                    .apiKeys();
            return List.of(
                    number(size),
                    number(aliveWhileReading(keys, size) / 1024),
                    number(aliveAsList(keys) / 1024),
                    number(allocated(keys) / size));
        }
    }

    private static long aliveWhileReading(TiledApiKeys keys, int size) {
        long[] seenAndMost = new long[2];
        long before = alive();
        keys.forEach(key -> {
            if (++seenAndMost[0] % (size / LOOKS) == 0) {
                seenAndMost[1] = Math.max(seenAndMost[1], alive() - before);
            }
        });
        return seenAndMost[1];
    }

    private static long aliveAsList(TiledApiKeys keys) {
        long before = alive();
        List<TiledApiKey> list = keys.list();
        long after = alive();
        return list.isEmpty() ? 0 : Math.max(0, after - before);
    }

    private static long allocated(TiledApiKeys keys) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        keys.forEach(key -> {});
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }

    private static long alive() {
        for (int i = 0; i < 2; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }
}
