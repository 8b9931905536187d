package io.labauth.labarchives;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Writes parameters so that each arrives exactly, whatever decodes them: UTF-8, all but the unreserved characters escaped once. A form's encoding,
 * which the JDK has, would write a space as {@code +}, which reads as a space in forms only.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3986#section-2.3">RFC 3986, section 2.3</a>
 */
final class PercentEncoding {
    private static final String UNRESERVED = "-._~";
    private static final char[] HEX = "0123456789ABCDEF".toCharArray();

    private PercentEncoding() {}

    static String query(Map<String, String> parameters) {
        StringBuilder query = new StringBuilder(512);
        parameters.forEach((name, value) -> {
            query.append(query.isEmpty() ? "" : "&");
            append(query, name);
            append(query.append('='), value);
        });
        return query.toString();
    }

    private static void append(StringBuilder query, String text) {
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            if (isUnreserved(octet)) {
                query.append((char) octet);
            } else {
                query.append('%').append(HEX[(octet >> 4) & 15]).append(HEX[octet & 15]);
            }
        }
    }

    private static boolean isUnreserved(byte octet) {
        return (octet >= 'a' && octet <= 'z')
                || (octet >= 'A' && octet <= 'Z')
                || (octet >= '0' && octet <= '9')
                || UNRESERVED.indexOf(octet) >= 0;
    }
}
