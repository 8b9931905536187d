package io.labauth.local;

import io.labauth.http.Loopback;
import java.net.URI;
import java.util.regex.Pattern;

/** The paths and addresses that a listener may be given. */
final class CallbackPath {
    /** Segments of unreserved characters (RFC 3986, section 2.3): what every browser sends back unchanged. */
    private static final Pattern SAFE = Pattern.compile("/|(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)+/?");

    private CallbackPath() {}

    static String checked(String path) {
        if (!SAFE.matcher(path).matches()) {
            throw new IllegalArgumentException("The path must start with / and consist of letters, digits and . _ ~ -"
                    + " between slashes, without a query or fragment; for instance /callback/.");
        }
        return path;
    }

    static URI checkedBase(URI base) {
        if (!Loopback.isHttpsOrLoopback(base)
                || base.getRawUserInfo() != null
                || !base.getRawPath().endsWith("/")
                || base.getRawQuery() != null
                || base.getRawFragment() != null) {
            throw new IllegalArgumentException(
                    "The base address must be https, or http on a loopback address, and end in /, without a"
                            + " query or fragment; for instance https://hub.example.org/user/ada/proxy/8089/.");
        }
        return base;
    }
}
