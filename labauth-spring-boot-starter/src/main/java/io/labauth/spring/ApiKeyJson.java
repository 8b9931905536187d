package io.labauth.spring;

import io.labauth.apikeys.ApiKey;
import io.labauth.apikeys.IssuedKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.ServerResponse;
import tools.jackson.databind.json.JsonMapper;

/** Keys as the REST interface shows them; never cached. */
final class ApiKeyJson {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private ApiKeyJson() {}

    static ServerResponse listed(List<ApiKey> keys) {
        return answer(
                200,
                MediaType.APPLICATION_JSON,
                Map.of("keys", keys.stream().map(ApiKeyJson::shown).toList()));
    }

    /** The only answer with the secret. */
    static ServerResponse issued(IssuedKey issued) {
        Map<String, Object> json = shown(issued.key());
        json.put("key", issued.secret().reveal());
        return answer(201, MediaType.APPLICATION_JSON, json);
    }

    static ServerResponse revoked(int count) {
        return answer(200, MediaType.APPLICATION_JSON, Map.of("revoked", count));
    }

    static ServerResponse problem(ApiKeyProblem problem) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("status", problem.status());
        json.put("detail", String.valueOf(problem.getMessage()));
        if (!problem.field().isEmpty()) {
            json.put("field", problem.field());
        }
        return answer(problem.status(), MediaType.APPLICATION_PROBLEM_JSON, json);
    }

    static ServerResponse answer(int status, MediaType type, Map<String, Object> json) {
        return ServerResponse.status(status)
                .contentType(type)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(MAPPER.writeValueAsBytes(json));
    }

    private static Map<String, Object> shown(ApiKey key) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", key.id());
        json.put("firstCharacters", key.firstCharacters());
        json.put("owner", key.owner());
        json.put("note", key.note());
        key.scopes().ifPresent(scopes -> json.put("scopes", new TreeSet<>(scopes)));
        json.put("endsWithSession", key.endsWithSession());
        json.put("createdAt", key.createdAt().toString());
        key.expiresAt().ifPresent(at -> json.put("expiresAt", at.toString()));
        key.lastUsedAt().ifPresent(at -> json.put("lastUsedAt", at.toString()));
        key.revokedAt().ifPresent(at -> json.put("revokedAt", at.toString()));
        key.replacedBy().ifPresent(id -> json.put("replacedBy", id));
        return json;
    }
}
