package io.labauth.oauth2;

import io.labauth.http.Loopback;
import java.net.URI;
import java.util.regex.Pattern;

/** What may be an issuer, and where such a one publishes its metadata. */
final class Issuers {
    /** Dot segments, empty segments, and escapes that some server takes for a slash, a backslash or a dot. */
    private static final Pattern TRAP =
            Pattern.compile("(^|/)\\.{1,2}(/|$)|//|;|\\\\|%2[ef]|%5c|%00", Pattern.CASE_INSENSITIVE);

    private Issuers() {}

    static URI checked(URI issuer) {
        if (!Loopback.isHttpsOrLoopback(issuer)) {
            throw invalid("is not absolute https, or http on a loopback address");
        }
        if (issuer.getRawQuery() != null || issuer.getRawFragment() != null || issuer.getRawUserInfo() != null) {
            throw invalid("has a query, a fragment or a user");
        }
        if (issuer.getRawPath().contains("/.well-known/")) {
            throw invalid("is the address of its metadata: leave out /.well-known and what follows");
        }
        if (TRAP.matcher(issuer.getRawPath()).find()) {
            throw invalid("has a path that two programs may read differently");
        }
        return issuer;
    }

    /** OpenID Connect Discovery, section 4: behind the issuer's path. */
    static URI openIdMetadata(URI issuer) {
        return URI.create(origin(issuer) + path(issuer) + "/.well-known/openid-configuration");
    }

    /** RFC 8414, section 3: before the issuer's path. */
    static URI oauthMetadata(URI issuer) {
        return URI.create(origin(issuer) + "/.well-known/oauth-authorization-server" + path(issuer));
    }

    private static String origin(URI issuer) {
        return issuer.getScheme() + "://" + issuer.getRawAuthority();
    }

    private static String path(URI issuer) {
        return issuer.getRawPath().replaceFirst("/$", "");
    }

    private static IllegalArgumentException invalid(String problem) {
        return new IllegalArgumentException("The issuer " + problem + ".");
    }
}
