package io.labauth;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The parameters that the browser brought back from the service, parsed strictly and once.
 *
 * <p>Immutable. {@code toString} shows no value.
 */
public final class Callback {
    /** The longest query that is parsed, in characters. */
    public static final int MAX_QUERY_LENGTH = 8192;

    private static final int MAX_PARAMETERS = 32;

    private final Map<String, String> parameters;

    private Callback(Map<String, String> parameters) {
        this.parameters = parameters;
    }

    /**
     * Parses the query of a callback, in the encoding of HTML forms: UTF-8, percent escapes, {@code +} for a space.
     *
     * @param rawQuery the query as it stands in the request, undecoded and without {@code ?}; null or empty for none
     * @return the parameters
     * @throws CallbackRejectedException if the query is longer than {@value #MAX_QUERY_LENGTH} characters, repeats a parameter, has more
     *     than 32 of them, a nameless one, a bad escape, invalid UTF-8, a control character or a character outside ASCII
     */
    public static Callback parse(@Nullable String rawQuery) {
        if (rawQuery == null || rawQuery.isEmpty()) {
            return new Callback(Map.of());
        }
        if (rawQuery.length() > MAX_QUERY_LENGTH) {
            throw new CallbackRejectedException("The callback's query is too long.");
        }
        String[] pairs = rawQuery.split("&", MAX_PARAMETERS + 1);
        if (pairs.length > MAX_PARAMETERS) {
            throw new CallbackRejectedException("The callback has too many parameters.");
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : pairs) {
            if (!pair.isEmpty()) {
                add(pair, parameters);
            }
        }
        return new Callback(parameters);
    }

    /**
     * The value of a parameter.
     *
     * @param name the parameter's name; upper and lower case differ
     * @return the decoded value, exactly as the service gave it; empty if the parameter is not there
     */
    public Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    @Override
    public String toString() {
        return "Callback[" + parameters.size() + " parameters]";
    }

    private static void add(String pair, Map<String, String> parameters) {
        int equals = pair.indexOf('=');
        String name = decode(equals < 0 ? pair : pair.substring(0, equals));
        String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
        if (name.isEmpty()) {
            throw new CallbackRejectedException("The callback has a parameter without a name.");
        }
        if (parameters.put(name, value) != null) {
            throw new CallbackRejectedException("The callback repeats a parameter.");
        }
    }

    private static String decode(String text) {
        ByteBuffer bytes = ByteBuffer.allocate(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%') {
                bytes.put(escapedByte(text, i));
                i += 2;
            } else if (c > 0x20 && c < 0x7f) {
                bytes.put((byte) (c == '+' ? ' ' : c));
            } else {
                throw new CallbackRejectedException("The callback has a character that must be escaped.");
            }
        }
        return withoutControls(utf8(bytes.flip()));
    }

    private static byte escapedByte(String text, int percent) {
        int high = percent + 2 < text.length() ? hexDigit(text.charAt(percent + 1)) : -1;
        int low = percent + 2 < text.length() ? hexDigit(text.charAt(percent + 2)) : -1;
        if (high < 0 || low < 0) {
            throw new CallbackRejectedException("The callback has a broken percent escape.");
        }
        return (byte) (high << 4 | low);
    }

    private static int hexDigit(char c) {
        return c < 0x80 ? Character.digit(c, 16) : -1;
    }

    private static String utf8(ByteBuffer bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException e) {
            throw new CallbackRejectedException("The callback is not valid UTF-8.");
        }
    }

    private static String withoutControls(String value) {
        if (value.chars().anyMatch(Character::isISOControl)) {
            throw new CallbackRejectedException("The callback contains a control character.");
        }
        return value;
    }
}
