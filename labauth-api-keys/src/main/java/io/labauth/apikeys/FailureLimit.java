package io.labauth.apikeys;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/** How many wrong keys an address may send: for IPv6 the network of 64 bits, which one customer has. Bounded; thread-safe. */
final class FailureLimit {
    static final Duration WINDOW = Duration.ofMinutes(1);
    static final int FAILURES = 30;

    private static final int ADDRESSES = 10_000;
    private static final int NETWORK_BYTES = 8;

    private final Cache<ByteBuffer, AtomicInteger> failures;

    FailureLimit(LongSupplier nanoTime) {
        this.failures = Caffeine.newBuilder()
                .maximumSize(ADDRESSES)
                .expireAfterWrite(WINDOW)
                .ticker(nanoTime::getAsLong)
                .executor(Runnable::run)
                .build();
    }

    boolean admits(InetAddress address) {
        AtomicInteger count = failures.getIfPresent(network(address));
        return count == null || count.get() < FAILURES;
    }

    void count(InetAddress address) {
        failures.get(network(address), first -> new AtomicInteger()).incrementAndGet();
    }

    long size() {
        failures.cleanUp();
        return failures.estimatedSize();
    }

    private static ByteBuffer network(InetAddress address) {
        byte[] bytes = address.getAddress();
        return ByteBuffer.wrap(bytes, 0, address instanceof Inet6Address ? NETWORK_BYTES : bytes.length);
    }
}
