package io.labauth.testkit;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What {@link FakeTiled} says, in its own words. */
final class TiledAnswers {
    static final String PASSWORD_PROVIDER = "toy";
    static final String EXTERNAL_PROVIDER = "orcid";
    private static final DateTimeFormatter WITHOUT_OFFSET =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss").withZone(ZoneOffset.UTC);

    private final TiledBehaviour behaviour;

    TiledAnswers(TiledBehaviour behaviour) {
        this.behaviour = behaviour;
    }

    static Answer json(@Nullable Object value) {
        return Answer.of(200, Map.of("Content-Type", "application/json"), JsonText.write(value));
    }

    Answer about(String api, boolean singleUser) {
        Map<String, @Nullable Object> authentication = new LinkedHashMap<>();
        authentication.put("required", true);
        authentication.put("providers", singleUser ? List.of() : providers(api));
        authentication.put("links", singleUser ? null : links(api));
        return json(Map.of(
                "api_version", 0, "library_version", "0.2.16", "authentication", authentication, "meta", Map.of()));
    }

    Answer principal(TiledPerson person, List<TiledKey> keys) {
        if (keys.stream().anyMatch(key -> key.note() != null && key.note().length() > 255)) {
            return TiledFailure.crash();
        }
        Map<String, @Nullable Object> principal = new LinkedHashMap<>();
        principal.put("uuid", person.uuid().toString());
        principal.put("type", "user");
        principal.put(
                "identities",
                List.of(Map.of(
                        "id",
                        person.name(),
                        "provider",
                        person.password().isEmpty() ? EXTERNAL_PROVIDER : PASSWORD_PROVIDER)));
        principal.put("roles", List.of());
        principal.put("api_keys", keys.stream().map(this::key).toList());
        principal.put("sessions", List.of());
        principal.put("latest_activity", null);
        return json(principal);
    }

    Answer created(TiledKey key) {
        Map<String, @Nullable Object> created = key(key);
        created.put("secret", key.secret());
        return json(created);
    }

    /** Of a sign-in. */
    Answer tokens(List<String> accessAndRefresh, TiledPerson person) {
        Map<String, @Nullable Object> tokens = refreshed(accessAndRefresh);
        tokens.put("principal", person.uuid().toString().replace("-", ""));
        return json(tokens);
    }

    /** Of a refresh, which does not say whose the tokens are. */
    Answer tokens(List<String> accessAndRefresh) {
        return json(refreshed(accessAndRefresh));
    }

    private Map<String, @Nullable Object> refreshed(List<String> accessAndRefresh) {
        Map<String, @Nullable Object> tokens = new LinkedHashMap<>();
        tokens.put("access_token", accessAndRefresh.get(0));
        tokens.put("expires_in", seconds(behaviour.accessTokenLifetime()));
        tokens.put("refresh_token", accessAndRefresh.get(1));
        tokens.put("refresh_token_expires_in", seconds(Duration.ofDays(7)));
        tokens.put("token_type", "bearer");
        return tokens;
    }

    Answer begun(String api, List<String> deviceAndUserCode) {
        return json(Map.of(
                "authorization_uri",
                TiledPages.authorizationUri(api),
                "verification_uri",
                api + "auth/provider/" + EXTERNAL_PROVIDER + "/token",
                "interval",
                behaviour.pollingInterval().toMillis() / 1000.0,
                "device_code",
                deviceAndUserCode.get(0),
                "expires_in",
                seconds(Duration.ofMinutes(15)),
                "user_code",
                deviceAndUserCode.get(1)));
    }

    private List<Object> providers(String api) {
        String external =
                api + "auth/provider/" + EXTERNAL_PROVIDER + (behaviour.oldBrowserSignIn() ? "/code" : "/authorize");
        List<Object> providers = new ArrayList<>();
        providers.add(provider(PASSWORD_PROVIDER, "internal", api + "auth/provider/" + PASSWORD_PROVIDER + "/token"));
        providers.add(provider(EXTERNAL_PROVIDER, "external", external));
        return providers;
    }

    private static Map<String, @Nullable Object> provider(String name, String mode, String endpoint) {
        Map<String, @Nullable Object> provider = new LinkedHashMap<>();
        provider.put("provider", name);
        provider.put("mode", mode);
        provider.put("links", Map.of("auth_endpoint", endpoint));
        provider.put("confirmation_message", null);
        return provider;
    }

    private static Map<String, String> links(String api) {
        return Map.of(
                "whoami", api + "auth/whoami",
                "apikey", api + "auth/apikey",
                "refresh_session", api + "auth/session/refresh",
                "revoke_session", api + "auth/session/revoke/{session_id}",
                "logout", api + "auth/logout");
    }

    private Map<String, @Nullable Object> key(TiledKey key) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("first_eight", key.firstEight());
        json.put("expiration_time", key.expires() == null ? null : time(key.expires()));
        json.put("note", key.note());
        json.put("scopes", key.scopes());
        json.put("latest_activity", null);
        return json;
    }

    private String time(Instant instant) {
        return WITHOUT_OFFSET.format(instant) + (behaviour.timesWithOffset() ? "+00:00" : "");
    }

    private Number seconds(Duration time) {
        if (behaviour.fractions()) {
            return (double) time.toSeconds();
        }
        return time.toSeconds();
    }
}
