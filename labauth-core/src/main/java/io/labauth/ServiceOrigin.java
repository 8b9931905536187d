package io.labauth;

import java.net.URI;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The scheme, host and port of a service (RFC 6454): as far as a credential for it may go.
 *
 * <p>Immutable. Decided by the text of addresses alone, no name server is asked.
 *
 * @param scheme {@code http} or {@code https}
 * @param host the host in lower case, a literal IPv6 address in brackets
 * @param port the port, never -1
 */
public record ServiceOrigin(String scheme, String host, int port) {
    private static final Set<String> LOOPBACK_NAMES = Set.of("localhost", "[::1]", "[0:0:0:0:0:0:0:1]");
    private static final Pattern LOOPBACK_IPV4 = Pattern.compile("127(\\.(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)){3}");

    /**
     * Takes the origin out of an address.
     *
     * @param address any address of the service
     * @return its origin
     * @throws IllegalArgumentException if the address is not absolute http or https with a host
     */
    public static ServiceOrigin of(URI address) {
        if (!isWeb(address)) {
            throw new IllegalArgumentException("A service's address is absolute http or https with a host.");
        }
        return new ServiceOrigin(
                address.getScheme().toLowerCase(Locale.ROOT),
                address.getHost().toLowerCase(Locale.ROOT),
                port(address));
    }

    /**
     * Whether an address belongs to this service. Allocates nothing.
     *
     * @param address any address
     * @return whether scheme, host and port are the same, the scheme's own port being the same as none
     */
    public boolean includes(URI address) {
        return scheme.equalsIgnoreCase(address.getScheme())
                && host.equalsIgnoreCase(address.getHost())
                && port == port(address);
    }

    /**
     * Whether a secret that goes there stays secret on the way.
     *
     * @return whether this is https, or http on a loopback address
     */
    public boolean isProtected() {
        return scheme.equals("https")
                || LOOPBACK_NAMES.contains(host)
                || LOOPBACK_IPV4.matcher(host).matches();
    }

    /**
     * The origin as it stands in addresses.
     *
     * @return for instance {@code https://tiled.example.org}; the port only where it is not the scheme's own
     */
    @Override
    public String toString() {
        return scheme + "://" + host + (port == ownPort(scheme) ? "" : ":" + port);
    }

    private static boolean isWeb(URI address) {
        return address.getHost() != null
                && ("https".equalsIgnoreCase(address.getScheme()) || "http".equalsIgnoreCase(address.getScheme()));
    }

    private static int port(URI address) {
        return address.getPort() >= 0 ? address.getPort() : ownPort(address.getScheme());
    }

    private static int ownPort(@Nullable String scheme) {
        return "https".equalsIgnoreCase(scheme) ? 443 : 80;
    }
}
