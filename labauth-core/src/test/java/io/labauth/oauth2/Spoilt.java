package io.labauth.oauth2;

import java.math.BigInteger;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Ways to spoil one field of a JSON answer. */
enum Spoilt {
    MISSING,
    NULL,
    WRONG_TYPE,
    EMPTY,
    DOUBLED,
    HUGE,
    CONTROL_CHARACTERS;

    /** What lists hold the objects of, in the only answer that has such a list. */
    private static final String LIST = "keys";

    /** In how many ways it is done. */
    int variants() {
        return this == WRONG_TYPE ? 4 : 1;
    }

    /** The answer that comes of it; the field is one of the object, or of the one object in its list. */
    String of(String right, String field, int variant) {
        Map<String, Object> whole = read(right);
        boolean inner = whole.containsKey(LIST) && !field.equals(LIST);
        if (this == DOUBLED) {
            String start = inner ? "[{" : "{";
            return right.replaceFirst(
                    Pattern.quote(start), Matcher.quoteReplacement(start + "\"" + field + "\":\"x\","));
        }
        Map<String, Object> owner = inner ? firstOf(whole) : whole;
        Map<String, Object> changed =
                with(owner, field, values(owner.get(field)).get(variant));
        return TestServer.JSON.writeValueAsString(inner ? Map.of(LIST, List.of(changed)) : changed);
    }

    private List<?> values(Object right) {
        return switch (this) {
            case NULL -> Collections.singletonList(null);
            case EMPTY -> List.of("");
            case HUGE ->
                List.of(
                        right instanceof Number
                                ? BigInteger.TWO.pow(64).add(BigInteger.TEN.pow(400))
                                : "x".repeat(100_000));
            case CONTROL_CHARACTERS -> List.of("a\u0000\r\nb: c");
            case WRONG_TYPE -> ofOtherTypesThan(right);
            case MISSING, DOUBLED -> Collections.singletonList(this);
        };
    }

    private static List<Object> ofOtherTypesThan(Object right) {
        return Stream.<Object>of(7, true, "x", List.of(7), Map.of("a", 1))
                .filter(value -> !isLike(value, right))
                .toList();
    }

    private static boolean isLike(Object value, Object right) {
        return Stream.of(Number.class, Boolean.class, String.class, List.class, Map.class)
                .anyMatch(type -> type.isInstance(value) && type.isInstance(right));
    }

    private Map<String, Object> with(Map<String, Object> owner, String field, Object value) {
        Map<String, Object> changed = new LinkedHashMap<>(owner);
        changed.put(field, value);
        if (this == MISSING) {
            changed.remove(field);
        }
        return changed;
    }

    private static Map<String, Object> firstOf(Map<String, Object> whole) {
        return read(TestServer.JSON.writeValueAsString(((List<?>) whole.get(LIST)).get(0)));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> read(String object) {
        return TestServer.JSON.readValue(object, Map.class);
    }
}
