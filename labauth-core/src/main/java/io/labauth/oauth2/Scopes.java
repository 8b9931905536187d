package io.labauth.oauth2;

import java.util.List;
import java.util.regex.Pattern;

/** Scopes as programs and settings give them: one in each text, or several with blanks between them, as on the wire. */
final class Scopes {
    /** RFC 6749, section 3.3: visible ASCII characters but for the quotation mark and the backslash. */
    private static final Pattern TOKEN = Pattern.compile("[\\x21\\x23-\\x5b\\x5d-\\x7e]+");

    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private Scopes() {}

    /**
     * Each by itself, in their order.
     *
     * @throws IllegalArgumentException if one has a character that no scope may have
     */
    static List<String> of(List<String> given) {
        return given.stream()
                .flatMap(BLANKS::splitAsStream)
                .filter(scope -> !scope.isEmpty())
                .peek(Scopes::check)
                .distinct()
                .toList();
    }

    private static void check(String scope) {
        if (!TOKEN.matcher(scope).matches()) {
            throw new IllegalArgumentException("A scope has a character that RFC 6749 does not allow in it.");
        }
    }
}
