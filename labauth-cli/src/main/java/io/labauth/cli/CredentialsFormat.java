package io.labauth.cli;

import io.labauth.Secret;
import io.labauth.http.JsonText;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Saved credentials as JSON. Whatever is read can be written again as it was: what this version would leave out or understand in another
 * way is refused, since the next change to the file would lose it.
 */
final class CredentialsFormat {
    private static final int VERSION = 1;
    private static final Set<String> FILE = Set.of("version", "credentials");
    private static final Set<String> CREDENTIAL =
            Set.of("name", "service", "address", "person", "saved", "settings", "secrets");
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .build();

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

    /** Throws IllegalArgumentException, without a word of the text, if it is not what {@link #write} writes; says where, and what to do. */
    static List<SavedCredential> read(Secret json) {
        JsonNode root = tree(json);
        requireVersion(root);
        if (!names(root).equals(FILE) || !root.path("credentials").isArray()) {
            throw broken("it has other parts than a list of credentials");
        }
        List<SavedCredential> all = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (JsonNode each : root.path("credentials")) {
            String place = "credential " + (all.size() + 1);
            SavedCredential credential = credential(each, place);
            if (!names.add(credential.name())) {
                throw broken(place + " has the name of another one");
            }
            all.add(credential);
        }
        return all;
    }

    private static JsonNode tree(Secret json) {
        try {
            return MAPPER.readTree(json.reveal());
        } catch (JacksonException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            throw broken("it is no JSON" + (line > 0 ? " from line " + line + " on" : ""));
        }
    }

    private static void requireVersion(JsonNode root) {
        JsonNode version = root.path("version");
        if (version.isIntegralNumber() && version.asLong(0) > VERSION) {
            throw new IllegalArgumentException(
                    "a newer labauth has written it. Use that one; or move the file away, and sign in again.");
        }
        if (!version.isIntegralNumber() || version.asLong(0) != VERSION) {
            throw broken("it does not say that its version is " + VERSION);
        }
    }

    private static SavedCredential credential(JsonNode json, String place) {
        if (!names(json).equals(CREDENTIAL)) {
            throw broken(place + " has parts that are missing or not known");
        }
        try {
            return new SavedCredential(
                    text(json, "name"),
                    Service.of(text(json, "service")).orElseThrow(IllegalArgumentException::new),
                    text(json, "address"),
                    text(json, "person"),
                    Instant.parse(text(json, "saved")),
                    map(json.path("settings"), text -> text),
                    map(json.path("secrets"), Secret::of));
        } catch (JacksonException | DateTimeException | IllegalArgumentException e) {
            throw broken(place + " has a part of the wrong form");
        }
    }

    private static Set<String> names(JsonNode json) {
        return json.isObject() ? Set.copyOf(json.propertyNames()) : Set.of();
    }

    private static String text(JsonNode json, String name) {
        return written(json.path(name).stringValue());
    }

    private static <T> Map<String, T> map(JsonNode json, Function<String, T> form) {
        if (!json.isObject()) {
            throw new IllegalArgumentException();
        }
        Map<String, T> map = new LinkedHashMap<>();
        json.properties()
                .forEach(entry -> map.put(
                        written(entry.getKey()),
                        form.apply(written(entry.getValue().stringValue()))));
        return map;
    }

    /** Refuses nothing, and half of a character, which no file can hold. */
    private static String written(@Nullable String text) {
        return Optional.ofNullable(text)
                .filter(StandardCharsets.UTF_8.newEncoder()::canEncode)
                .orElseThrow(IllegalArgumentException::new);
    }

    static IllegalArgumentException broken(String where) {
        return new IllegalArgumentException(
                where + ". Mend it by hand; or move the file away, and sign in again. Nothing in it was changed.");
    }
}
