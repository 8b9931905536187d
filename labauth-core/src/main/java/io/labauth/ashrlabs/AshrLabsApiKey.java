package io.labauth.ashrlabs;

import io.labauth.http.JsonValue;
import java.time.Instant;
import java.util.Optional;

/**
 * What Ashr Labs shows of an API key.
 *
 * @param id the id to revoke it by
 * @param keyPrefix the first characters of the key
 * @param name what it is for
 * @param createdAt when it was created; a time without an offset is read as UTC
 * @param lastUsedAt when it was last used; empty if never
 * @param isActive whether it has neither expired nor been revoked
 */
public record AshrLabsApiKey(
        String id,
        String keyPrefix,
        String name,
        Optional<Instant> createdAt,
        Optional<Instant> lastUsedAt,
        boolean isActive) {
    static AshrLabsApiKey of(JsonValue key) {
        return new AshrLabsApiKey(
                key.identifier("id"),
                key.optionalText("key_prefix").orElse(""),
                key.optionalText("name").orElse(""),
                key.optionalTime("created_at"),
                key.optionalTime("last_used_at"),
                key.optionalFlag("is_active").orElse(true));
    }
}
