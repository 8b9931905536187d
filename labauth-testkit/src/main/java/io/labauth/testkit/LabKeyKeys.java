package io.labauth.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The API keys that were created and have not been deleted. For one thread. */
final class LabKeyKeys {
    private final Map<Integer, Stored> keys = new LinkedHashMap<>();
    private final Clock clock;
    private @Nullable Duration lifetime;
    private int lastRowId;

    record Stored(
            int rowId,
            String key,
            FakeLabKeyUser owner,
            String description,
            Instant created,
            @Nullable Instant expiration,
            @Nullable Instant lastUsed) {
        Stored usedAt(Instant now) {
            return new Stored(rowId, key, owner, description, created, expiration, now);
        }

        boolean isValidAt(Instant now) {
            return expiration == null || now.isBefore(expiration);
        }
    }

    LabKeyKeys(Clock clock) {
        this.clock = clock;
    }

    void lifetime(@Nullable Duration value) {
        lifetime = value;
    }

    String issue(FakeLabKeyUser owner, String description) {
        Instant now = clock.instant();
        String key = RandomText.hex(64);
        int rowId = ++lastRowId;
        Instant expiration = lifetime == null ? null : now.plus(lifetime);
        keys.put(rowId, new Stored(rowId, key, owner, description, now, expiration, null));
        return key;
    }

    /** The owner of a key that is valid now; the use is written down. */
    Optional<FakeLabKeyUser> use(String key) {
        Instant now = clock.instant();
        Optional<Stored> found = keys.values().stream()
                .filter(stored -> stored.key().equals(key) && stored.isValidAt(now))
                .findFirst();
        found.ifPresent(stored -> keys.put(stored.rowId(), stored.usedAt(now)));
        return found.map(Stored::owner);
    }

    List<Stored> those(Predicate<Stored> visible) {
        return keys.values().stream().filter(visible).toList();
    }

    boolean delete(int rowId, Predicate<Stored> visible) {
        Stored stored = keys.get(rowId);
        return stored != null && visible.test(stored) && keys.remove(rowId) != null;
    }
}
