package io.labauth.cli;

import java.util.regex.Pattern;

/** What others say, fit for a terminal: it moves no cursor, sets no title, and turns no text around. */
final class Printable {
    /** Control characters, also those beyond ASCII; marks that nobody sees, such as those of the writing direction; ends of lines. */
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\p{Cf}\\u2028\\u2029]");

    private Printable() {}

    static String of(String text) {
        return UNSEEN.matcher(text).replaceAll("?");
    }

    /** JSON of one line means the same afterwards. */
    static String json(String json) {
        return UNSEEN.matcher(json).replaceAll(unseen -> escaped(unseen.group()));
    }

    private static String escaped(String text) {
        StringBuilder escapes = new StringBuilder();
        text.chars().forEach(unit -> escapes.append(String.format("\\\\u%04x", unit)));
        return escapes.toString();
    }
}
