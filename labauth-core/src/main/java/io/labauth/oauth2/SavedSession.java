package io.labauth.oauth2;

import io.labauth.Secret;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A session as one text.
 *
 * @param tokens its tokens
 * @param claims what is known of the person
 */
record SavedSession(Tokens tokens, Map<String, Object> claims) {
    private static final String FORMAT = "labauth-oauth2-1";

    Secret text(Registration registration) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("format", FORMAT);
        members.put("registration", registration.text());
        members.put("access_token", tokens.access().reveal());
        put(
                members,
                "expires_at",
                tokens.expiresAt() == null ? null : tokens.expiresAt().getEpochSecond());
        members.put("scopes", tokens.scopes());
        put(members, "refresh_token", revealed(tokens.refresh()));
        put(members, "id_token", revealed(tokens.id()));
        members.put("claims", claims);
        return Secret.of(Json.MAPPER.writeValueAsString(members));
    }

    static SavedSession read(Secret saved, Registration registration) {
        Json json = Json.read(saved.reveal(), "The saved session")
                .filter(members -> FORMAT.equals(members.members().get("format")))
                .orElseThrow(() -> new IllegalArgumentException("This is no saved session."));
        if (!registration.text().equals(json.members().get("registration"))) {
            throw new IllegalArgumentException("The session was saved for another service or client id.");
        }
        Tokens tokens = new Tokens(
                Secret.of(json.requiredString("access_token")),
                json.members().get("expires_at") instanceof Number time
                        ? Instant.ofEpochSecond(time.longValue())
                        : null,
                json.strings("scopes"),
                json.string("refresh_token").map(Secret::of).orElse(null),
                json.string("id_token").map(Secret::of).orElse(null));
        return new SavedSession(tokens, json.object("claims"));
    }

    private static void put(Map<String, Object> members, String name, @Nullable Object value) {
        if (value != null) {
            members.put(name, value);
        }
    }

    private static @Nullable String revealed(@Nullable Secret secret) {
        return secret == null ? null : secret.reveal();
    }

    @Override
    public String toString() {
        return "SavedSession[redacted]";
    }
}
