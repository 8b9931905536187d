package io.labauth.tiled;

import io.labauth.http.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Who Tiled takes the caller for: a person or a service.
 *
 * @param uuid Tiled's id for it
 * @param type {@code user} or {@code service}
 * @param identities the names that it signs in by
 * @param latestActivity when it was last seen; empty if never
 */
public record TiledPrincipal(UUID uuid, String type, List<Identity> identities, Optional<Instant> latestActivity) {
    private static final Pattern WITHOUT_HYPHENS =
            Pattern.compile("(\\p{XDigit}{8})(\\p{XDigit}{4})(\\p{XDigit}{4})(\\p{XDigit}{4})(\\p{XDigit}{12})");

    /**
     * Copies the identities.
     *
     * @param uuid Tiled's id for it
     * @param type {@code user} or {@code service}
     * @param identities the names that it signs in by
     * @param latestActivity when it was last seen; empty if never
     */
    public TiledPrincipal {
        identities = List.copyOf(identities);
    }

    /**
     * A name that somebody signs in by.
     *
     * @param provider the name of the provider, for instance {@code orcid}
     * @param id the name there
     */
    public record Identity(String provider, String id) {}

    static TiledPrincipal of(JsonValue json) {
        return new TiledPrincipal(
                json.text("uuid", TiledPrincipal::uuid),
                json.text("type"),
                json.optionalList("identities").stream()
                        .map(each -> new Identity(each.text("provider"), each.text("id")))
                        .toList(),
                json.optionalTime("latest_activity"));
    }

    /** Tiled writes it with hyphens or without. */
    static UUID uuid(String text) {
        return UUID.fromString(WITHOUT_HYPHENS.matcher(text).replaceFirst("$1-$2-$3-$4-$5"));
    }
}
