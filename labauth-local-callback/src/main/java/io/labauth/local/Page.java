package io.labauth.local;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.StatusCodes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** Writes the listener's pages: one template, no script, nothing foreign, nothing of the request. */
final class Page {
    private static final HttpString CONTENT_SECURITY_POLICY = new HttpString("Content-Security-Policy");
    private static final HttpString REFERRER_POLICY = new HttpString("Referrer-Policy");
    private static final HttpString CONTENT_TYPE_OPTIONS = new HttpString("X-Content-Type-Options");

    private static final String TEMPLATE = read("page.html");
    private static final String POLICY = "default-src 'none'; style-src '" + styleHash() + "'; base-uri 'none';"
            + " form-action 'none'; frame-ancestors 'none'";

    private Page() {}

    static void outcome(HttpServerExchange exchange, Outcome outcome) {
        send(exchange, StatusCodes.OK, outcome.good() ? "good" : "bad", outcome.title(), outcome.message());
    }

    static void refused(HttpServerExchange exchange, Refusal refusal) {
        if (refusal == Refusal.NOT_GET) {
            exchange.getResponseHeaders().put(Headers.ALLOW, "GET");
        }
        send(exchange, refusal.status(), "bad", "Not accepted", refusal.message());
    }

    /** What every answer carries, with or without a page. */
    static void secure(HeaderMap headers) {
        headers.put(CONTENT_SECURITY_POLICY, POLICY)
                .put(Headers.CACHE_CONTROL, "no-store")
                .put(REFERRER_POLICY, "no-referrer")
                .put(CONTENT_TYPE_OPTIONS, "nosniff");
    }

    private static void send(HttpServerExchange exchange, int status, String kind, String title, String message) {
        secure(exchange.getResponseHeaders());
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "text/html; charset=utf-8");
        exchange.setStatusCode(status).setPersistent(false);
        exchange.getResponseSender()
                .send(
                        TEMPLATE.replace("{kind}", kind)
                                .replace("{title}", escape(title))
                                .replace("{message}", escape(message)),
                        StandardCharsets.UTF_8);
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;")
                .replace("{", "&#123;");
    }

    private static String styleHash() {
        int start = TEMPLATE.indexOf("<style>") + "<style>".length();
        String style = TEMPLATE.substring(start, TEMPLATE.indexOf("</style>"));
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(style.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JVM has SHA-256.", e);
        }
    }

    private static String read(String name) {
        try (InputStream resource = Page.class.getResourceAsStream(name)) {
            if (resource == null) {
                throw new IllegalStateException("The jar of labauth-local-callback lacks " + name + ".");
            }
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
