package io.labauth.testkit;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The key of the server's environment and the keys that were created. For one thread. */
final class AshKeys {
    private static final int PREFIX = 8;

    private final Map<String, Stored> created = new LinkedHashMap<>();
    private final Clock clock;
    private @Nullable String fromEnvironment;

    private record Stored(String id, String label, String key, String createdAt) {}

    AshKeys(Clock clock, @Nullable String fromEnvironment) {
        this.clock = clock;
        this.fromEnvironment = fromEnvironment;
    }

    void fromEnvironment(@Nullable String key) {
        fromEnvironment = key;
    }

    boolean areConfigured() {
        return fromEnvironment != null || !created.isEmpty();
    }

    boolean include(String key) {
        return key.equals(fromEnvironment)
                || created.values().stream().anyMatch(stored -> stored.key().equals(key));
    }

    Map<String, @Nullable Object> create(String label) {
        String id = RandomText.hex(16);
        String key = "ash_" + RandomText.base64Url(32);
        created.put(id, new Stored(id, label, key, clock.instant().toString()));
        return JsonText.object("id", id, "key", key);
    }

    List<Map<String, @Nullable Object>> list() {
        List<Map<String, @Nullable Object>> list = new ArrayList<>();
        if (fromEnvironment != null) {
            list.add(shown(new Stored("env", "ASH_API_KEY", fromEnvironment, "")));
        }
        created.values().forEach(stored -> list.add(shown(stored)));
        return list;
    }

    boolean revoke(String id) {
        return created.remove(id) != null;
    }

    private static Map<String, @Nullable Object> shown(Stored stored) {
        String key = Objects.requireNonNull(stored.key());
        return JsonText.object(
                "id", stored.id(),
                "label", stored.label(),
                "keyPrefix", key.substring(0, Math.min(PREFIX, key.length())),
                "createdAt", stored.createdAt());
    }
}
