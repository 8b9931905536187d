package io.labauth.testkit;

/** Text made safe for XML and HTML, in elements and in quoted attributes. */
final class Markup {
    private Markup() {}

    static String escape(String text) {
        StringBuilder safe = new StringBuilder(text.length());
        text.codePoints().forEach(character -> append(safe, character));
        return safe.toString();
    }

    private static void append(StringBuilder safe, int character) {
        switch (character) {
            case '&' -> safe.append("&amp;");
            case '<' -> safe.append("&lt;");
            case '>' -> safe.append("&gt;");
            case '"' -> safe.append("&quot;");
            case '\'' -> safe.append("&#39;");
            default -> safe.appendCodePoint(isAllowed(character) ? character : '\uFFFD');
        }
    }

    private static boolean isAllowed(int character) {
        return character >= ' ' || character == '\n' || character == '\t';
    }
}
