package io.labauth.spring;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.web.util.HtmlUtils;

/**
 * A page without script or foreign resource, light and dark, for wide and narrow screens.
 *
 * @param title the heading
 * @param paragraphs below it
 * @param links below them, as buttons
 */
record BuiltInPage(String title, List<String> paragraphs, List<Link> links) {
    private static final String TEMPLATE = template();
    private static final String CONTENT_SECURITY_POLICY = "default-src 'none'; style-src 'sha256-" + styleHash()
            + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /**
     * A way on.
     *
     * @param text what it says
     * @param target where it leads
     */
    record Link(String text, URI target) {}

    void send(HttpServletResponse response) throws IOException {
        response.setHeader("Content-Security-Policy", CONTENT_SECURITY_POLICY);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setContentType("text/html;charset=UTF-8");
        response.getOutputStream().write(html().getBytes(StandardCharsets.UTF_8));
    }

    private String html() {
        String text =
                paragraphs.stream().map(each -> "<p>" + escape(each) + "</p>").collect(Collectors.joining("\n"));
        String buttons = links.stream()
                .map(link -> "<a href=\"" + escape(link.target().toString()) + "\">" + escape(link.text()) + "</a>")
                .collect(Collectors.joining("\n"));
        return TEMPLATE.replace("{title}", escape(title))
                .replace("{text}", text)
                .replace("{links}", buttons);
    }

    private static String escape(String text) {
        return HtmlUtils.htmlEscape(text, "UTF-8").replace("{", "&#123;");
    }

    private static String styleHash() {
        String style =
                TEMPLATE.substring(TEMPLATE.indexOf("<style>") + "<style>".length(), TEMPLATE.indexOf("</style>"));
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(style.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }

    private static String template() {
        try (InputStream resource = BuiltInPage.class.getResourceAsStream("page.html")) {
            if (resource == null) {
                throw new IllegalStateException("The jar of labauth-spring-boot-starter lacks page.html.");
            }
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
