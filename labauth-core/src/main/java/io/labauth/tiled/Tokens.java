package io.labauth.tiled;

import io.labauth.Secret;
import io.labauth.http.JsonText;
import io.labauth.http.JsonValue;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a sign-in gives.
 *
 * @param principal whose they are: a file may hold somebody else's by now
 * @param access sent with requests, for some minutes
 * @param accessExpires when that ends, by this machine's clock
 * @param refresh gives another pair, for some days
 */
record Tokens(UUID principal, Secret access, Instant accessExpires, Secret refresh) {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final Pattern IN_HEADER = Pattern.compile("[\\x21-\\x7e]+");
    private static final Duration UNSAID = Duration.ofMinutes(5);

    /** The answer to a sign-in or a refresh that was sent at this time; whose it is may have to be asked by the access token. */
    static Tokens of(JsonValue json, Instant sent, Function<Secret, UUID> principal) {
        Secret access = json.text("access_token", Tokens::sendable);
        Duration lifetime = json.optionalSeconds("expires_in").orElse(UNSAID);
        Secret refresh = json.text("refresh_token", Secret::of);
        return new Tokens(principal.apply(access), access, sent.plus(lifetime), refresh);
    }

    /** Reads what {@link #toJson} wrote for this server; empty if this is something else, or for another one. */
    static Optional<Tokens> parse(String json, String server) {
        try {
            JsonNode node = MAPPER.readTree(json);
            return Optional.of(new Tokens(
                            UUID.fromString(node.path("principal").stringValue()),
                            sendable(node.path("access_token").stringValue()),
                            Instant.ofEpochSecond(node.path("expires_at").longValue()),
                            Secret.of(node.path("refresh_token").stringValue())))
                    .filter(tokens -> node.path("server").asString("").equals(server));
        } catch (JacksonException | IllegalArgumentException | DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Secret sendable(String text) {
        if (!IN_HEADER.matcher(text).matches()) {
            throw new IllegalArgumentException("no token that a header can carry");
        }
        return Secret.of(text);
    }

    String toJson(String server) {
        return JsonText.of(Map.of(
                "server",
                server,
                "principal",
                principal.toString(),
                "access_token",
                access.reveal(),
                "expires_at",
                accessExpires.getEpochSecond(),
                "refresh_token",
                refresh.reveal()));
    }
}
