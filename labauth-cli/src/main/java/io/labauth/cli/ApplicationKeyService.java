package io.labauth.cli;

import io.labauth.Credential;
import io.labauth.Secret;
import io.labauth.http.HttpCalls;
import io.labauth.http.HttpCalls.Answer;
import io.labauth.http.JsonText;
import io.labauth.http.JsonValue;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Keys of an application that issues them by labauth, by its REST interface {@code /api/keys}.
 *
 * @param address where the application is
 * @param key the key that asks
 */
record ApplicationKeyService(URI address, Secret key) implements KeyService {
    private static final HttpCalls CALLS =
            new HttpCalls(HttpCalls.defaultClient(), "The application", "its address", Duration.ofSeconds(30), 8 << 20);
    private static final String PATH = "/api/keys";

    ApplicationKeyService {
        if (address.getRawUserInfo() != null || address.getRawQuery() != null || address.getRawFragment() != null) {
            throw new IllegalArgumentException("An application's address has no user, query or fragment: it looks like"
                    + " https://lab.example.org.");
        }
    }

    @Override
    public List<KeyRow> list() {
        Answer answer = send(request("").GET(), 200, "GET " + PATH);
        return CALLS.json(answer, "GET " + PATH).object().list("keys").stream()
                .map(ApplicationKeyService::row)
                .toList();
    }

    @Override
    public NewKey create(KeyRequest request) {
        Map<String, Object> wanted = new LinkedHashMap<>();
        wanted.put("note", request.note());
        wanted.put("expiresIn", request.isoDuration());
        if (!request.scopes().isEmpty()) {
            wanted.put("scopes", request.scopes());
        }
        HttpRequest.Builder post =
                request("").header("Content-Type", "application/json").POST(JsonText.body(wanted));
        JsonValue created = CALLS.json(send(post, 201, "POST " + PATH), "POST " + PATH);
        return new NewKey(created.text("key", Secret::of), row(created));
    }

    @Override
    public boolean revoke(String id) {
        String end = "/" + URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
        send(request(end).DELETE(), 204, "DELETE " + PATH);
        return true;
    }

    private Answer send(HttpRequest.Builder request, int expected, String call) {
        Answer answer = CALLS.send(request, call);
        if (answer.status() != expected) {
            throw ApplicationRefusal.of(answer, CALLS, key, call);
        }
        return answer;
    }

    private HttpRequest.Builder request(String end) {
        URI uri = URI.create(address.toString().replaceFirst("/+$", "") + PATH + end);
        return Credential.bearer(key, address)
                .applyTo(HttpRequest.newBuilder(), uri)
                .header("Accept", "application/json");
    }

    private static KeyRow row(JsonValue key) {
        return new KeyRow(
                key.text("id"),
                key.text("firstCharacters"),
                key.optionalText("note").orElse(""),
                key.optionalTime("createdAt").orElse(null),
                key.optionalTime("expiresAt").orElse(null),
                key.optionalTime("lastUsedAt").orElse(null),
                key.optionalList("scopes").stream().map(JsonValue::text).toList());
    }
}
