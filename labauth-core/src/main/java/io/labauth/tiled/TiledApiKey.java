package io.labauth.tiled;

import io.labauth.http.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An API key as Tiled lists it: everything but the key itself.
 *
 * @param firstEight the first eight characters of the key, by which it is revoked
 * @param expires when it ends; empty if never
 * @param note what it is for; empty text if nothing was said
 * @param scopes what it may do, in Tiled's names
 * @param latestActivity when it was last used; empty if never
 */
public record TiledApiKey(
        String firstEight,
        Optional<Instant> expires,
        String note,
        List<String> scopes,
        Optional<Instant> latestActivity) {
    /**
     * Copies the scopes.
     *
     * @param firstEight the first eight characters of the key, by which it is revoked
     * @param expires when it ends; empty if never
     * @param note what it is for; empty text if nothing was said
     * @param scopes what it may do, in Tiled's names
     * @param latestActivity when it was last used; empty if never
     */
    public TiledApiKey {
        scopes = List.copyOf(scopes);
    }

    static TiledApiKey of(JsonValue json) {
        return new TiledApiKey(
                json.text("first_eight"),
                json.optionalTime("expiration_time"),
                json.optionalText("note").orElse(""),
                json.optionalList("scopes").stream().map(JsonValue::text).toList(),
                json.optionalTime("latest_activity"));
    }
}
