package io.labauth.oauth2;

import io.labauth.ServiceException;
import io.labauth.http.Loopback;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * A JSON object that was read strictly: nothing behind it, and no name twice, since two parsers would each see another value.
 *
 * @param text the object as it was written
 * @param members its members: texts, numbers, booleans, lists, maps, nulls
 * @param source what it is, for messages
 */
record Json(String text, Map<String, Object> members, String source) {
    static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .build();

    private static final long MAX_SECONDS = 366L * 24 * 3600;

    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

    static Optional<Json> read(String text, String source) {
        try {
            return Optional.ofNullable(MAPPER.readValue(text, OBJECT))
                    .filter(Json::isFinite)
                    .map(members -> new Json(text, members, source));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    /** Whether every number in it is one that can be written again: {@code 1e999} is none. */
    private static boolean isFinite(@Nullable Object value) {
        if (value instanceof Map<?, ?> object) {
            return object.values().stream().allMatch(Json::isFinite);
        }
        if (value instanceof List<?> list) {
            return list.stream().allMatch(Json::isFinite);
        }
        return !(value instanceof Double number) || Double.isFinite(number);
    }

    /** A text that may be missing. */
    Optional<String> string(String name) {
        return text(name).filter(value -> !value.isBlank());
    }

    /** A text that may be missing, or blank. */
    Optional<String> text(String name) {
        return value(name, String.class);
    }

    String requiredString(String name) {
        return string(name).orElseThrow(() -> unusable("lacks " + name));
    }

    boolean isTrue(String name) {
        return value(name, Boolean.class).orElse(false);
    }

    /** An address that may be missing. */
    @Nullable
    URI uri(String name) {
        try {
            return string(name).map(URI::create).orElse(null);
        } catch (IllegalArgumentException e) {
            throw unusable("has a " + name + " that is no address");
        }
    }

    /** An address that may be missing, and that secrets or people may be sent to. */
    @Nullable
    URI protectedUri(String name) {
        URI uri = uri(name);
        if (uri != null && !Loopback.isHttpsOrLoopback(uri)) {
            throw unusable("has a " + name + " that is neither https nor on this machine");
        }
        return uri;
    }

    URI requiredProtectedUri(String name) {
        URI uri = protectedUri(name);
        if (uri == null) {
            throw unusable("lacks " + name);
        }
        return uri;
    }

    /** A number of seconds that may be missing; at most a year. */
    Optional<Duration> seconds(String name) {
        return number(name).map(number -> Duration.ofSeconds(whole(number, MAX_SECONDS)));
    }

    /** A number that may be missing. */
    Optional<Number> number(String name) {
        return value(name, Number.class);
    }

    /** The whole part of any number, however large, brought between zero and a limit. */
    static long whole(Number number, long limit) {
        return (long) Math.max(0, Math.min(number.doubleValue(), (double) limit));
    }

    /** A list that may be missing. */
    List<?> list(String name) {
        return value(name, List.class).orElse(List.of());
    }

    List<String> strings(String name) {
        return list(name).stream()
                .map(element -> cast(element, name, String.class))
                .toList();
    }

    /** An object within; empty if it is missing. */
    Map<String, Object> object(String name) {
        Map<String, Object> copy = new LinkedHashMap<>();
        Map<?, ?> members = value(name, Map.class).orElse(Map.of());
        members.forEach((key, value) -> copy.put(String.valueOf(key), value));
        return Collections.unmodifiableMap(copy);
    }

    ServiceException unusable(String problem) {
        return unusable(problem, "ask whoever runs the service");
    }

    ServiceException unusable(String problem, String remedy) {
        return new ServiceException(source + " " + problem + ": " + remedy + ".", 200, null, null);
    }

    private <T> Optional<T> value(String name, Class<T> type) {
        Object value = members.get(name);
        return value == null ? Optional.empty() : Optional.of(cast(value, name, type));
    }

    private <T> T cast(Object value, String name, Class<T> type) {
        if (!type.isInstance(value)) {
            throw unusable("has a " + name + " of the wrong type");
        }
        return type.cast(value);
    }

    @Override
    public String toString() {
        return "Json[" + source + "]";
    }
}
