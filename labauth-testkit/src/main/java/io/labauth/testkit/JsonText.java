package io.labauth.testkit;

import com.github.tomakehurst.wiremock.common.Json;
import com.github.tomakehurst.wiremock.common.JsonException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import wiremock.com.fasterxml.jackson.annotation.JsonInclude;
import wiremock.com.fasterxml.jackson.core.JsonProcessingException;
import wiremock.com.fasterxml.jackson.databind.ObjectMapper;

/** Writes and reads the JSON of the fakes, with the mapper inside WireMock. */
final class JsonText {
    private static final ObjectMapper WITH_NULLS =
            Json.getObjectMapper().copy().setDefaultPropertyInclusion(JsonInclude.Include.ALWAYS);

    private JsonText() {}

    /** An object with its members in this order: names and values by turns; a value may be null. */
    static Map<String, @Nullable Object> object(@Nullable Object... namesAndValues) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            object.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
        }
        return object;
    }

    /** As a service would: with the nulls in it. */
    static String write(@Nullable Object value) {
        try {
            return WITH_NULLS.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
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
