package io.labauth.local;

import java.util.regex.Pattern;

/** The paths that a listener may be given. */
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
}
