package io.labauth.oauth2;

import io.labauth.Secret;
import io.labauth.ServiceException;
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
    /** Of the calendar, with room for what is added. */
    private static final long LAST_SECOND = Instant.MAX.getEpochSecond() / 2;

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
        try {
            return new SavedSession(tokens(json), json.object("claims"));
        } catch (ServiceException e) {
            throw new IllegalArgumentException("This is no saved session that is whole: sign in again.", e);
        }
    }

    private static Tokens tokens(Json json) {
        return new Tokens(
                Secret.of(json.requiredString("access_token")),
                json.members().get("expires_at") instanceof Number time
                        ? Instant.ofEpochSecond(Json.whole(time, LAST_SECOND))
                        : null,
                json.strings("scopes"),
                json.string("refresh_token").map(Secret::of).orElse(null),
                json.string("id_token").map(Secret::of).orElse(null));
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
