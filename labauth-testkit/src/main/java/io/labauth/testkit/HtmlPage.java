package io.labauth.testkit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;

/** The frame around each page, and the headers that keep a browser from doing more than showing it. */
record HtmlPage(int status, String title, Template content, String formAction, String brand) {
    private static final String STYLE = Template.read("labarchives/style.css");
    private static final String STYLE_SOURCE = "'sha256-" + sha256(STYLE) + "'";

    static HtmlPage of(int status, String title, Template content) {
        return new HtmlPage(status, title, content, "'self'", "Fake LabArchives");
    }

    static HtmlPage message(int status, String heading, String text, String hint) {
        Template content = Template.of("labarchives/message.html")
                .with("heading", heading)
                .with("text", text)
                .with("hint", hint);
        return of(status, heading, content);
    }

    /** For a form whose answer redirects to a place that only the request tells: browsers hold that against form-action. */
    HtmlPage withFormThatLeaves() {
        return new HtmlPage(status, title, content, "'self' http: https:", brand);
    }

    /** The same page of another fake. */
    HtmlPage branded(String otherBrand) {
        return new HtmlPage(status, title, content, formAction, otherBrand);
    }

    Answer answer() {
        Map<String, String> headers = new TreeMap<>(Map.of(
                "Content-Type", "text/html; charset=utf-8",
                "Content-Security-Policy", contentSecurityPolicy(),
                "X-Content-Type-Options", "nosniff"));
        headers.putAll(privacyHeaders());
        return Answer.of(status, headers, html());
    }

    static Map<String, String> privacyHeaders() {
        return Map.of("Cache-Control", "no-store", "Referrer-Policy", "no-referrer");
    }

    private String html() {
        return Template.of("labarchives/frame.html")
                .with("title", title)
                .with("brand", brand)
                .withHtml("style", STYLE)
                .withHtml("content", content.html())
                .html();
    }

    private String contentSecurityPolicy() {
        return "default-src 'none'; style-src " + STYLE_SOURCE + "; form-action " + formAction
                + "; frame-ancestors 'none'; base-uri 'none'";
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java runtime has no SHA-256.", e);
        }
    }
}
