package io.labauth.apikeys;

import io.labauth.Secret;
import io.labauth.http.Loopback;
import java.net.URI;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Signs its one person in to a tool that runs on their own machine: by a link with a random key, which the terminal shows.
 *
 * <p>The browser exchanges the key for a cookie, and the key leaves the address bar. A link works once: what stays in the browser's history opens
 * nothing. All is in memory and ends with the process. Thread-safe.
 */
public final class SingleUserLogin {
    private static final String PARAMETER = "api_key=";
    private static final int LENGTH = 52;
    private static final String ESCAPED_WELL = "(?!.*%(?!\\p{XDigit}{2}))";
    private static final String SYMBOLS = "\\x21\\x24-\\x3B\\x3D\\x40-\\x5A\\x5F\\x61-\\x7A\\x7E";
    private static final Pattern PATH = Pattern.compile(ESCAPED_WELL + "/[" + SYMBOLS + "]*");
    private static final Pattern QUERY = Pattern.compile(ESCAPED_WELL + "[" + SYMBOLS + "?\\[\\]]+");

    private final SecureRandom random = new SecureRandom();
    private final String baseUrl;
    private final String cookieName;
    private final String attributes;
    private final Secret session = newSecret();
    private final AtomicReference<@Nullable Secret> link = new AtomicReference<>();

    /** What the tool does next for a request. */
    public sealed interface Step {}

    /** It is the person: serve the page. */
    public record Allowed() implements Step {}

    /**
     * Send the browser on: 303 to the location, not to be cached.
     *
     * @param location the page that was asked for, without the key
     * @param cookie the value of the answer's {@code Set-Cookie} header, if there is one
     */
    public record Redirect(URI location, Optional<String> cookie) implements Step {
        @Override
        public String toString() {
            return "Redirect[]";
        }
    }

    /** It is nobody whom the tool knows: 401, with the advice to open the link that the terminal shows. */
    public record Refused() implements Step {}

    private SingleUserLogin(URI baseUrl) {
        boolean secure = "https".equalsIgnoreCase(baseUrl.getScheme());
        this.baseUrl = baseUrl.toString().replaceFirst("/$", "");
        // Browsers do not tell ports apart.
        this.cookieName = (secure ? "__Host-" : "") + "labauth-tool-" + Math.max(baseUrl.getPort(), 0);
        this.attributes = "; Path=/; HttpOnly; SameSite=Strict" + (secure ? "; Secure" : "");
    }

    /**
     * A login for a tool.
     *
     * @param baseUrl where the browser reaches it, for instance {@code http://127.0.0.1:8080}; http on a loopback address, or https; without
     *     path
     * @return the login
     * @throws IllegalArgumentException if the base URL is not of that form
     */
    public static SingleUserLogin at(URI baseUrl) {
        if (!Loopback.isHttpsOrLoopback(baseUrl) || !baseUrl.toString().matches("(?i)https?://[^/?#@]+/?")) {
            throw new IllegalArgumentException("The base URL is not an https address, or http on a loopback address,"
                    + " without path; for instance http://127.0.0.1:8080");
        }
        return new SingleUserLogin(baseUrl);
    }

    /**
     * Makes the link to print: {@code http://127.0.0.1:8080?api_key=…}. Those made before end.
     *
     * @return the link; whoever opens it first is signed in
     */
    public Secret link() {
        Secret key = newSecret();
        link.set(key);
        return Secret.of(baseUrl + "?" + PARAMETER + key.reveal());
    }

    /**
     * What to do with a GET request. Other methods, and requests that no person made, must not show a key; see
     * {@link io.labauth.web.Navigation}.
     *
     * @param rawPath the request's path, undecoded
     * @param rawQuery the request's query, undecoded and without {@code ?}; null for none
     * @param cookieHeaders the values of the request's {@code Cookie} headers, as they are
     * @return {@link Allowed}, {@link Redirect} or {@link Refused}
     */
    public Step step(String rawPath, @Nullable String rawQuery, List<String> cookieHeaders) {
        List<String> keys =
                pairs(rawQuery).filter(pair -> pair.startsWith(PARAMETER)).toList();
        boolean known = isKnown(cookieHeaders);
        if (keys.isEmpty()) {
            return known ? new Allowed() : new Refused();
        }
        URI location = clean(rawPath, rawQuery);
        if (keys.size() == 1 && isExchanged(keys.get(0).substring(PARAMETER.length()))) {
            return new Redirect(location, Optional.of(cookieName + "=" + session.reveal() + attributes));
        }
        return known ? new Redirect(location, Optional.empty()) : new Refused();
    }

    @Override
    public String toString() {
        return "SingleUserLogin[" + baseUrl + "]";
    }

    /** True for one of any number of requests. */
    private boolean isExchanged(String shown) {
        Secret expected = link.get();
        return expected != null
                && !shown.isBlank()
                && expected.equals(Secret.of(shown))
                && link.compareAndSet(expected, null);
    }

    private boolean isKnown(List<String> cookieHeaders) {
        return cookieHeaders.stream()
                .flatMap(header -> Stream.of(header.split(";", -1)))
                .map(String::strip)
                .filter(pair -> pair.startsWith(cookieName + "="))
                .map(pair -> pair.substring(cookieName.length() + 1).replace("\"", ""))
                .anyMatch(value -> !value.isBlank() && session.equals(Secret.of(value)));
    }

    /** The same place of our own, whatever the path says; without what stands in no address. */
    private URI clean(String rawPath, @Nullable String rawQuery) {
        String path = PATH.matcher(rawPath).matches() ? rawPath : "/";
        String rest =
                pairs(rawQuery).filter(pair -> !pair.startsWith(PARAMETER)).collect(Collectors.joining("&"));
        return URI.create(baseUrl + path + (QUERY.matcher(rest).matches() ? "?" + rest : ""));
    }

    private static Stream<String> pairs(@Nullable String rawQuery) {
        return rawQuery == null ? Stream.empty() : Stream.of(rawQuery.split("&", -1));
    }

    private Secret newSecret() {
        return Secret.of(Symbols.random(random, LENGTH));
    }
}
