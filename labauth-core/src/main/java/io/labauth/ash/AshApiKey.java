package io.labauth.ash;

import io.labauth.http.JsonValue;
import java.time.Instant;
import java.util.Optional;

/**
 * What an Ash server shows of a key.
 *
 * @param id the id to revoke it by; {@code env} for the key in the server's own environment
 * @param label what it is for; may be empty
 * @param keyPrefix the first characters of the key
 * @param createdAt when it was created; empty for the key in the server's environment
 */
public record AshApiKey(String id, String label, String keyPrefix, Optional<Instant> createdAt) {
    static final String OF_THE_ENVIRONMENT = "env";

    static AshApiKey of(JsonValue key) {
        boolean dated =
                key.optionalText("createdAt").filter(text -> !text.isBlank()).isPresent();
        return new AshApiKey(
                key.text("id"),
                key.optionalText("label").orElse(""),
                key.optionalText("keyPrefix").orElse(""),
                dated ? key.optionalTime("createdAt") : Optional.empty());
    }

    /**
     * Whether this is the key in the server's own environment, which no call can revoke.
     *
     * @return whether it is
     */
    public boolean isOfTheServersEnvironment() {
        return id.equals(OF_THE_ENVIRONMENT);
    }
}
