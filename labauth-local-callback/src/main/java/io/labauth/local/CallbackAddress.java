package io.labauth.local;

import io.labauth.Callback;
import io.labauth.CallbackRejectedException;
import io.labauth.ServiceOrigin;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import java.net.URI;
import java.net.URISyntaxException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The address that a login waits at: what the browser sees, and what arrives here, which differ behind a proxy.
 *
 * <p>A proxy may pass on its own host or ours, and may cut its own part off the path or leave it on.
 */
final class CallbackAddress {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final URI callbackUri;
    private final Set<String> authorities;
    private final String path;
    private final String pathBehindProxy;
    private final String page;

    /**
     * Makes the address.
     *
     * @param callbackUri what the browser sees
     * @param bound the listener's own address
     * @param base what the proxy has in place of the listener's address; the same as {@code bound} without a proxy
     */
    CallbackAddress(URI callbackUri, URI bound, URI base) {
        this.callbackUri = callbackUri;
        this.authorities = Stream.of(callbackUri, bound)
                .map(ServiceOrigin::of)
                .flatMap(CallbackAddress::authorities)
                .collect(Collectors.toUnmodifiableSet());
        this.path = callbackUri.getRawPath();
        this.pathBehindProxy = path.substring(base.getRawPath().length() - 1);
        this.page = (path.endsWith("/") ? "" : "/") + randomSegment();
    }

    /** Where the browser that brought the callback finds its page; nobody else can guess it. */
    URI pageUri() {
        return URI.create(callbackUri + page);
    }

    /** Against DNS rebinding: a page of a foreign name that resolves to this machine sends its own name. */
    boolean isOurHost(HttpServerExchange exchange) {
        HeaderValues hosts = exchange.getRequestHeaders().get(Headers.HOST);
        return hosts != null
                && hosts.size() == 1
                && authorities.contains(hosts.getFirst().toLowerCase(Locale.ROOT))
                && (!exchange.isHostIncludedInRequestURI() || hasOurOrigin(exchange.getRequestURI()));
    }

    boolean isCallback(HttpServerExchange exchange) {
        return isAt(exchange, "");
    }

    boolean isPage(HttpServerExchange exchange) {
        return isAt(exchange, page);
    }

    /** The callback in an address that a person copied from the browser's address bar. */
    Callback pasted(String text) {
        URI address = parse(text.strip());
        boolean same = ServiceOrigin.of(callbackUri).includes(address)
                && address.getRawUserInfo() == null
                && ConstantTime.equal(path, address.getRawPath());
        if (!same) {
            throw new CallbackRejectedException("This is not the address that this login waits for; copy the whole"
                    + " address from the browser after the sign-in.");
        }
        return Callback.parse(address.getRawQuery());
    }

    private boolean isAt(HttpServerExchange exchange, String end) {
        String uri = exchange.getRequestURI();
        int start = exchange.isHostIncludedInRequestURI() ? uri.indexOf('/', "http://".length()) : 0;
        String raw = start < 0 ? "" : uri.substring(start);
        return ConstantTime.equal(path + end, raw) || ConstantTime.equal(pathBehindProxy + end, raw);
    }

    private boolean hasOurOrigin(String uri) {
        String lower = uri.toLowerCase(Locale.ROOT);
        return authorities.stream().anyMatch(authority -> lower.startsWith("http://" + authority + "/"));
    }

    /** As browsers send it, without the scheme's own port, and as other programs may. */
    private static Stream<String> authorities(ServiceOrigin origin) {
        String shown = origin.toString().substring((origin.scheme() + "://").length());
        return Stream.of(shown, origin.host() + ":" + origin.port());
    }

    private static String randomSegment() {
        byte[] bits = new byte[32];
        RANDOM.nextBytes(bits);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
    }

    private static URI parse(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new CallbackRejectedException("This is not an address; copy the whole of it from the browser.");
        }
    }
}
