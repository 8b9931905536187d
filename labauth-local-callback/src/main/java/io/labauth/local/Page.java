package io.labauth.local;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** Sends pages with the headers that keep scripts, foreign resources, caches and frames away from them. */
final class Page {
    private static final HttpString CONTENT_SECURITY_POLICY = new HttpString("Content-Security-Policy");
    private static final HttpString REFERRER_POLICY = new HttpString("Referrer-Policy");
    private static final HttpString CONTENT_TYPE_OPTIONS = new HttpString("X-Content-Type-Options");
    private static final String NOTHING_BUT_STYLE =
            "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; style-src ";

    private Page() {}

    static void send(HttpServerExchange exchange, int status, String html) {
        secure(exchange.getResponseHeaders(), styleSource(html)).put(Headers.CONTENT_TYPE, "text/html; charset=utf-8");
        exchange.setStatusCode(status).setPersistent(false);
        exchange.getResponseSender().send(html, StandardCharsets.UTF_8);
    }

    /** An answer without a page. */
    static HeaderMap secure(HeaderMap headers) {
        return secure(headers, "'none'");
    }

    private static HeaderMap secure(HeaderMap headers, String styleSource) {
        return headers.put(CONTENT_SECURITY_POLICY, NOTHING_BUT_STYLE + styleSource)
                .put(Headers.CACHE_CONTROL, "no-store")
                .put(REFERRER_POLICY, "no-referrer")
                .put(CONTENT_TYPE_OPTIONS, "nosniff");
    }

    /** The hash of the page's own style element (Content Security Policy Level 2). */
    private static String styleSource(String html) {
        int start = html.indexOf("<style>");
        int end = html.indexOf("</style>", start);
        return start < 0 || end < 0
                ? "'none'"
                : "'sha256-" + hash(html.substring(start + "<style>".length(), end)) + "'";
    }

    private static String hash(String style) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(style.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JVM has SHA-256.", e);
        }
    }
}
