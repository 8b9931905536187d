package io.labauth.testkit;

import com.github.tomakehurst.wiremock.common.Json;
import com.github.tomakehurst.wiremock.common.JsonException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes and reads the JSON of the fakes, with the mapper inside WireMock. */
final class JsonText {
    private JsonText() {}

    /** An object with its members in this order: names and values by turns; a value may be null. */
    static Map<String, @Nullable Object> object(@Nullable Object... namesAndValues) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            object.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
        }
        return object;
    }

    static String write(Object value) {
        return Json.write(value);
    }

    /** The object that a text is; empty if it is something else. */
    static Optional<Map<?, ?>> read(String text) {
        try {
            return Optional.ofNullable(Json.read(text, Map.class));
        } catch (JsonException e) {
            return Optional.empty();
        }
    }
}
