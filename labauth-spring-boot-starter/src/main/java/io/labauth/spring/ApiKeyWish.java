package io.labauth.spring;

import io.labauth.apikeys.NewApiKey;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The JSON object of a request. Whatever is not as it should be is an {@link ApiKeyProblem} that says what is allowed.
 *
 * @param object what was sent
 */
record ApiKeyWish(JsonNode object) {
    private static final int MAX_BYTES = 16_384;
    private static final int MAX_SCOPES = 50;
    /** Further than that no calendar of a database goes. */
    private static final Duration LONGEST = Duration.ofDays(36_500);

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    static ApiKeyWish read(InputStream body, Set<String> allowed) throws IOException {
        byte[] bytes = body.readNBytes(MAX_BYTES + 1);
        if (bytes.length > MAX_BYTES) {
            throw new ApiKeyProblem(413, "", "The body has more than " + MAX_BYTES + " bytes.");
        }
        JsonNode object = tree(bytes);
        if (!object.isObject()) {
            throw new ApiKeyProblem(400, "", "The body must be a JSON object with " + sorted(allowed) + ".");
        }
        if (!allowed.containsAll(object.propertyNames())) {
            throw new ApiKeyProblem(
                    400, "", "The body has a field that is not known. There are: " + sorted(allowed) + ".");
        }
        return new ApiKeyWish(object);
    }

    NewApiKey newKey() {
        NewApiKey key = lifetime()
                .map(lifetime -> NewApiKey.expiring(text("note").orElse(""), lifetime))
                .orElseGet(() -> NewApiKey.neverExpiring(text("note").orElse("")));
        return scopes().map(key::scopes).orElse(key);
    }

    Optional<String> text(String field) {
        JsonNode value = object.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isString()) {
            throw new ApiKeyProblem(400, field, "The field " + field + " must be a string.");
        }
        return Optional.of(value.stringValue());
    }

    boolean isTrue(String field) {
        JsonNode value = object.path(field);
        if (!value.isMissingNode() && !value.isNull() && !value.isBoolean()) {
            throw new ApiKeyProblem(400, field, "The field " + field + " must be true or false.");
        }
        return value.isBoolean() && value.booleanValue();
    }

    Optional<Duration> duration(String field) {
        return text(field).map(text -> duration(field, text));
    }

    private Optional<Duration> lifetime() {
        String text = text("expiresIn")
                .orElseThrow(() -> new ApiKeyProblem(
                        400, "expiresIn", "The field expiresIn is missing: a duration, for instance P30D, or never."));
        return text.equals("never") ? Optional.empty() : Optional.of(duration("expiresIn", text));
    }

    private Optional<Set<String>> scopes() {
        JsonNode value = object.path("scopes");
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isArray()
                || value.size() > MAX_SCOPES
                || !value.valueStream().allMatch(JsonNode::isString)) {
            throw new ApiKeyProblem(
                    400, "scopes", "The field scopes must be an array of at most " + MAX_SCOPES + " strings.");
        }
        return Optional.of(new LinkedHashSet<>(
                value.valueStream().map(JsonNode::stringValue).toList()));
    }

    private static Duration duration(String field, String text) {
        try {
            Duration duration = Duration.parse(text);
            if (duration.compareTo(LONGEST) <= 0 && duration.negated().compareTo(LONGEST) <= 0) {
                return duration;
            }
        } catch (DateTimeParseException | ArithmeticException e) {
            // Said below.
        }
        throw new ApiKeyProblem(
                400,
                field,
                "The field " + field + " must be a duration as ISO 8601 has it: P30D for days, PT12H for hours.");
    }

    private static JsonNode tree(byte[] bytes) {
        try {
            return MAPPER.readTree(bytes);
        } catch (JacksonException e) {
            throw new ApiKeyProblem(400, "", "The body is not JSON.");
        }
    }

    private static String sorted(Collection<String> names) {
        return String.join(", ", List.copyOf(new TreeSet<>(names)));
    }
}
