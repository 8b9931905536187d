package io.labauth.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** HTML from a resource whose {@code {{placeholders}}} are replaced in one pass, so that a value is never a template. */
final class Template {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{(\\w+)}}");

    private final String markup;
    private final Map<String, String> values = new HashMap<>();

    private Template(String markup) {
        this.markup = markup;
    }

    static Template of(String resource) {
        return new Template(read(resource));
    }

    static String read(String resource) {
        try (InputStream stream = Template.class.getResourceAsStream(resource)) {
            return new String(Objects.requireNonNull(stream, resource).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Template with(String placeholder, String text) {
        return withHtml(placeholder, Markup.escape(text));
    }

    Template withHtml(String placeholder, String html) {
        values.put(placeholder, html);
        return this;
    }

    String html() {
        return PLACEHOLDER.matcher(markup).replaceAll(found -> Matcher.quoteReplacement(value(found.group(1))));
    }

    private String value(String placeholder) {
        return Objects.requireNonNull(values.get(placeholder), placeholder);
    }
}
