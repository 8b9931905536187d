package io.labauth.labkey;

import org.jspecify.annotations.Nullable;

/** The words of a netrc file, one after the other; words in double quotes may hold blanks, and escapes by a backslash. */
final class NetrcTokens {
    private final String text;
    private int position;

    NetrcTokens(String text) {
        this.text = text;
    }

    /**
     * The next word; null at the end.
     *
     * @throws IllegalStateException if a quoted word does not end; names the line, never the word
     */
    @Nullable
    String next() {
        while (position < text.length() && Character.isWhitespace(text.charAt(position))) {
            position++;
        }
        if (position == text.length()) {
            return null;
        }
        return text.charAt(position) == '"' ? quoted() : bare();
    }

    /** Skips the rest of the line, or nothing if the last word ended it. */
    void skipLine() {
        int end = text.indexOf('\n', position);
        position = end < 0 ? text.length() : end;
    }

    /** Skips a macro, which ends with an empty line. */
    void skipMacro() {
        skipLine();
        while (position < text.length()) {
            int start = ++position;
            skipLine();
            if (text.substring(start, position).isBlank()) {
                return;
            }
        }
    }

    private String bare() {
        int start = position;
        while (position < text.length() && !Character.isWhitespace(text.charAt(position))) {
            position++;
        }
        return text.substring(start, position);
    }

    private String quoted() {
        int start = position++;
        StringBuilder word = new StringBuilder();
        while (position < text.length()) {
            char c = text.charAt(position++);
            if (c == '"') {
                return word.toString();
            }
            word.append(c == '\\' && position < text.length() ? unescape(text.charAt(position++)) : c);
        }
        throw new IllegalStateException("line " + lineOf(start) + ": a quoted word does not end");
    }

    private static char unescape(char c) {
        return switch (c) {
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> c;
        };
    }

    private long lineOf(int offset) {
        return 1 + text.chars().limit(offset).filter(c -> c == '\n').count();
    }
}
