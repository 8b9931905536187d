package io.labauth.http;

import io.labauth.ServiceOrigin;
import java.net.URI;

/** What may be reached by plain http: this machine alone. Decided by the host's text, without asking a name server. */
public final class Loopback {
    private Loopback() {}

    /**
     * Whether a URI may carry secrets.
     *
     * @param uri any URI
     * @return whether it is absolute https with a host, or http on a loopback address
     */
    public static boolean isHttpsOrLoopback(URI uri) {
        return uri.getHost() != null
                && ("https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme()))
                && ServiceOrigin.of(uri).isProtected();
    }
}
