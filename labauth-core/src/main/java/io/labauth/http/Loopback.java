package io.labauth.http;

import java.net.URI;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What may be reached by plain http: this machine alone. Decided by the host's text, without asking a name server. */
public final class Loopback {
    private static final Set<String> NAMES = Set.of("localhost", "[::1]", "[0:0:0:0:0:0:0:1]");
    private static final Pattern IPV4 = Pattern.compile("127(\\.(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)){3}");

    private Loopback() {}

    /**
     * Whether a URI may carry secrets.
     *
     * @param uri any URI
     * @return whether it is absolute https with a host, or http on a loopback address
     */
    public static boolean isHttpsOrLoopback(URI uri) {
        return uri.getHost() != null
                && ("https".equalsIgnoreCase(uri.getScheme())
                        || ("http".equalsIgnoreCase(uri.getScheme()) && isLoopback(uri.getHost())));
    }

    private static boolean isLoopback(@Nullable String host) {
        return host != null
                && (NAMES.contains(host.toLowerCase(Locale.ROOT))
                        || IPV4.matcher(host).matches());
    }
}
