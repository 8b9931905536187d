package io.labauth.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The pages as they are without a renderer of one's own: one template, light and dark, for wide and narrow screens. */
final class BuiltInPages implements PageRenderer {
    private static final String TEMPLATE = template();

    @Override
    public String html(PageContent content) {
        String name = content.application().isEmpty() ? content.service() : content.application();
        return TEMPLATE.replace("{kind}", content.kind() == PageContent.Kind.SIGNED_IN ? "good" : "bad")
                .replace("{title}", escape(content.title()))
                .replace("{name}", escape(name))
                .replace("{message}", escape(content.message()));
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;")
                .replace("{", "&#123;");
    }

    private static String template() {
        try (InputStream resource = BuiltInPages.class.getResourceAsStream("page.html")) {
            if (resource == null) {
                throw new IllegalStateException("The jar of labauth-local-callback lacks page.html.");
            }
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
