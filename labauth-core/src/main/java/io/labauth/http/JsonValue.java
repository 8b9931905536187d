package io.labauth.http;

import io.labauth.ServiceException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NumericNode;

/**
 * A value in a JSON answer, read by name. What is not there or is something else than the caller expects is a {@link ServiceException}
 * that names the member, never its content. Immutable.
 */
public final class JsonValue {
    private static final BigDecimal LONGEST_SECONDS = BigDecimal.valueOf(Long.MAX_VALUE / 1_000_000_000);

    private final JsonNode node;
    private final String path;
    private final JsonSource source;

    JsonValue(JsonNode node, String path, JsonSource source) {
        this.node = node;
        this.path = path;
        this.source = source;
    }

    /**
     * Whether this is {@code null}.
     *
     * @return whether it is
     */
    public boolean isNull() {
        return node.isNull();
    }

    /**
     * Whether this is an object that has a member of this name other than {@code null}.
     *
     * @param name the member's name
     * @return whether it has
     */
    public boolean has(String name) {
        return find(name) != null;
    }

    /**
     * A member that must be there.
     *
     * @param name its name
     * @return its value, of whatever kind
     */
    public JsonValue member(String name) {
        return optional(name).orElseThrow(() -> wrong(name, "is missing"));
    }

    /**
     * A member that may be missing or {@code null}.
     *
     * @param name its name
     * @return its value, of whatever kind
     */
    public Optional<JsonValue> optional(String name) {
        return Optional.ofNullable(find(name)).map(found -> new JsonValue(found, inside(name), source));
    }

    /**
     * A text that must be there.
     *
     * @param name the member's name
     * @return the text, perhaps empty
     */
    public String text(String name) {
        return member(name).text();
    }

    /**
     * A text of a form of its own that must be there.
     *
     * @param <T> what it is read as
     * @param name the member's name
     * @param form reads the text, and throws {@link IllegalArgumentException} if it is not of the form
     * @return what was read
     */
    public <T> T text(String name, Function<String, T> form) {
        JsonValue value = member(name);
        try {
            return form.apply(value.text());
        } catch (IllegalArgumentException e) {
            throw value.wrong("is not of the expected form");
        }
    }

    /**
     * A text that may be missing or {@code null}.
     *
     * @param name the member's name
     * @return the text, perhaps empty
     */
    public Optional<String> optionalText(String name) {
        return optional(name).map(JsonValue::text);
    }

    /**
     * The text that this is.
     *
     * @return the text, perhaps empty
     */
    public String text() {
        if (!node.isString()) {
            throw wrong("is no text");
        }
        return node.stringValue();
    }

    /**
     * A truth value that may be missing or {@code null}.
     *
     * @param name the member's name
     * @return the value
     */
    public Optional<Boolean> optionalFlag(String name) {
        return optional(name).map(JsonValue::flag);
    }

    /**
     * A whole number that must be there; {@code 900.0} is one too.
     *
     * @param name the member's name
     * @return the number
     */
    public long number(String name) {
        JsonValue value = member(name);
        try {
            return value.decimal().longValueExact();
        } catch (ArithmeticException e) {
            throw value.wrong("is no whole number");
        }
    }

    /**
     * A number of seconds that may be missing or {@code null}, with or without a fraction.
     *
     * @param name the member's name
     * @return the time
     */
    public Optional<Duration> optionalSeconds(String name) {
        return optional(name).map(JsonValue::seconds);
    }

    /**
     * A point in time that may be missing or {@code null}, in ISO 8601; one without an offset is UTC.
     *
     * @param name the member's name
     * @return the time
     */
    public Optional<Instant> optionalTime(String name) {
        return optional(name).map(JsonValue::time);
    }

    /**
     * The elements of a list that must be there.
     *
     * @param name the member's name
     * @return the elements in their order
     */
    public List<JsonValue> list(String name) {
        return member(name).list();
    }

    /**
     * The elements of a list that may be missing or {@code null}.
     *
     * @param name the member's name
     * @return the elements in their order; none if there is no list
     */
    public List<JsonValue> optionalList(String name) {
        return optional(name).map(JsonValue::list).orElse(List.of());
    }

    /**
     * The elements of the list that this is.
     *
     * @return the elements in their order
     */
    public List<JsonValue> list() {
        if (!node.isArray()) {
            throw wrong("is no list");
        }
        return node.valueStream()
                .map(each -> new JsonValue(each, path + "[]", source))
                .toList();
    }

    /** Says nothing of what is in it. */
    @Override
    public String toString() {
        return "JsonValue[" + (path.isEmpty() ? "" : path + ", ") + "from " + source.service() + "]";
    }

    private @Nullable JsonNode find(String name) {
        if (!node.isObject()) {
            throw wrong(node.isNull() ? "is null" : "is no object");
        }
        JsonNode found = node.get(name);
        return found == null || found.isNull() ? null : found;
    }

    private boolean flag() {
        if (!node.isBoolean()) {
            throw wrong("is neither true nor false");
        }
        return node.booleanValue();
    }

    private BigDecimal decimal() {
        if (!(node instanceof NumericNode number) || number.isNaN()) {
            throw wrong("is no number");
        }
        return number.decimalValue();
    }

    private Duration seconds() {
        BigDecimal seconds = decimal();
        if (seconds.abs().compareTo(LONGEST_SECONDS) > 0) {
            throw wrong("is no number of seconds");
        }
        return Duration.ofNanos(
                seconds.movePointRight(9).setScale(0, RoundingMode.DOWN).longValueExact());
    }

    private Instant time() {
        try {
            TemporalAccessor time =
                    DateTimeFormatter.ISO_DATE_TIME.parseBest(text(), OffsetDateTime::from, LocalDateTime::from);
            return time instanceof OffsetDateTime withOffset
                    ? withOffset.toInstant()
                    : ((LocalDateTime) time).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw wrong("is no time");
        }
    }

    private String inside(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private ServiceException wrong(String name, String problem) {
        return new JsonValue(node, inside(name), source).wrong(problem);
    }

    private ServiceException wrong(String problem) {
        return source.unusable("JSON of another shape: " + (path.isEmpty() ? "the whole" : path) + " " + problem);
    }
}
