package io.labauth.apikeys;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** Keys that were verified, by id. Holds nothing of wrong keys. Bounded; thread-safe. */
final class KeyCache {
    private final Cache<String, CachedKey> keys;
    private final AtomicLong forgotten = new AtomicLong();

    KeyCache(int capacity) {
        this.keys = Caffeine.newBuilder()
                .maximumSize(capacity)
                .executor(Runnable::run)
                .build();
    }

    Optional<CachedKey> get(String id) {
        return Optional.ofNullable(keys.getIfPresent(id));
    }

    /** To be asked before a row is read. */
    long forgotten() {
        return forgotten.get();
    }

    /** Keeps the row, unless anything was forgotten since it was asked for: the row may be from before. */
    void put(CachedKey key, long forgottenBefore) {
        String id = key.key().id();
        keys.put(id, key);
        if (forgotten.get() != forgottenBefore) {
            keys.asMap().remove(id, key);
        }
    }

    void forget(KeyChange change) {
        forgotten.incrementAndGet();
        switch (change.kind()) {
            case KEY -> keys.invalidate(change.subject());
            case OWNER ->
                keys.asMap().values().removeIf(key -> key.key().owner().equals(change.subject()));
            case ALL -> keys.invalidateAll();
        }
    }

    long size() {
        keys.cleanUp();
        return keys.estimatedSize();
    }
}
