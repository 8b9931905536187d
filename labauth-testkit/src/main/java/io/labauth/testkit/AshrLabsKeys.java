package io.labauth.testkit;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The keys of one person at Ashr Labs, revoked ones among them. For one thread. */
final class AshrLabsKeys {
    private static final int PREFIX = 10;

    private final Map<Integer, Stored> keys = new LinkedHashMap<>();
    private final Clock clock;

    record Stored(
            int id,
            String name,
            String key,
            Instant createdAt,
            @Nullable Instant lastUsedAt,
            State state) {
        Map<String, @Nullable Object> shown() {
            return JsonText.object(
                    "id",
                    id,
                    "key_prefix",
                    key.substring(0, PREFIX),
                    "name",
                    name,
                    "created_at",
                    createdAt.toString(),
                    "last_used_at",
                    lastUsedAt == null ? null : lastUsedAt.toString(),
                    "is_active",
                    state == State.ACTIVE);
        }

        Stored usedAt(Instant now) {
            return new Stored(id, name, key, createdAt, now, state);
        }

        Stored in(State another) {
            return new Stored(id, name, key, createdAt, lastUsedAt, another);
        }
    }

    enum State {
        ACTIVE,
        EXPIRED,
        REVOKED
    }

    AshrLabsKeys(Clock clock) {
        this.clock = clock;
    }

    String issue(String name) {
        String key = "tp_" + RandomText.base64Url(40);
        int id = keys.size() + 1;
        keys.put(id, new Stored(id, name, key, clock.instant(), null, State.ACTIVE));
        return key;
    }

    Optional<Stored> use(String key) {
        Optional<Stored> found = keys.values().stream()
                .filter(stored -> stored.key().equals(key))
                .findFirst();
        found.ifPresent(stored -> keys.put(stored.id(), stored.usedAt(clock.instant())));
        return found;
    }

    void expire(String key) {
        keys.replaceAll((id, stored) -> stored.key().equals(key) ? stored.in(State.EXPIRED) : stored);
    }

    List<Map<String, @Nullable Object>> list(boolean includeInactive) {
        return keys.values().stream()
                .filter(stored -> includeInactive || stored.state() == State.ACTIVE)
                .map(Stored::shown)
                .toList();
    }

    boolean revoke(int id) {
        Stored stored = keys.get(id);
        if (stored == null) {
            return false;
        }
        keys.put(id, stored.in(State.REVOKED));
        return true;
    }
}
