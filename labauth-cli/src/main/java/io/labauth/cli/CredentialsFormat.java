package io.labauth.cli;

import io.labauth.Secret;
import io.labauth.http.JsonText;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Saved credentials as JSON. */
final class CredentialsFormat {
    private static final int VERSION = 1;
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private CredentialsFormat() {}

    static Secret write(List<SavedCredential> credentials) {
        List<Map<String, Object>> all = new ArrayList<>();
        for (SavedCredential each : credentials) {
            Map<String, Object> one = each.shown();
            one.put("settings", each.settings());
            Map<String, String> secrets = new LinkedHashMap<>();
            each.secrets().forEach((key, secret) -> secrets.put(key, secret.reveal()));
            one.put("secrets", secrets);
            all.add(one);
        }
        return Secret.of(JsonText.of(Map.of("version", VERSION, "credentials", all)));
    }

    /** Throws IllegalArgumentException, without a word of the text, if it is not what {@link #write} writes. */
    static List<SavedCredential> read(Secret json) {
        try {
            JsonNode root = MAPPER.readTree(json.reveal());
            if (root.path("version").asInt(0) != VERSION
                    || !root.path("credentials").isArray()) {
                throw new IllegalArgumentException("another format");
            }
            List<SavedCredential> all = new ArrayList<>();
            root.path("credentials").forEach(each -> all.add(credential(each)));
            return all;
        } catch (JacksonException | DateTimeException | IllegalArgumentException e) {
            throw new IllegalArgumentException("It is not of the form that labauth writes.");
        }
    }

    private static SavedCredential credential(JsonNode json) {
        return new SavedCredential(
                text(json, "name"),
                Service.of(text(json, "service")).orElseThrow(IllegalArgumentException::new),
                text(json, "address"),
                text(json, "person"),
                Instant.parse(text(json, "saved")),
                map(json.path("settings"), text -> text),
                map(json.path("secrets"), Secret::of));
    }

    private static String text(JsonNode json, String name) {
        return json.path(name).stringValue();
    }

    private static <T> Map<String, T> map(JsonNode json, Function<String, T> form) {
        Map<String, T> map = new LinkedHashMap<>();
        json.properties()
                .forEach(entry ->
                        map.put(entry.getKey(), form.apply(entry.getValue().stringValue())));
        return map;
    }
}
