package io.labauth.labarchives;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes parameters so that each arrives exactly, whatever decodes them: UTF-8, every reserved character escaped once. */
final class PercentEncoding {
    private PercentEncoding() {}

    static String query(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(parameter -> encode(parameter.getKey()) + "=" + encode(parameter.getValue()))
                .collect(Collectors.joining("&"));
    }

    /** Form encoding, but with a space as {@code %20}: a {@code +} reads as a space in forms only. */
    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
