package io.labauth.labarchives;

import io.labauth.http.Loopback;
import java.net.URI;

/** What may be signed as the address that LabArchives sends the browser back to. */
final class CallbackUris {
    private CallbackUris() {}

    static void check(URI uri) {
        checkOrigin(uri);
        String text = uri.toString();
        if (Character.isDigit(text.charAt(text.length() - 1))) {
            throw invalid(
                    "ends in a digit, which the signature cannot tell from the time behind it; end it in a slash");
        }
    }

    /** Puts a segment behind the path; a query of its own stays behind it. */
    static URI withLastSegment(URI uri, String segment) {
        checkOrigin(uri);
        String path = uri.getRawPath().endsWith("/") ? uri.getRawPath() : uri.getRawPath() + "/";
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        return URI.create(uri.getScheme() + "://" + uri.getRawAuthority() + path + segment + query);
    }

    private static void checkOrigin(URI uri) {
        if (!Loopback.isHttpsOrLoopback(uri)) {
            throw invalid("is not absolute https, or http on a loopback address");
        }
        if (uri.getRawFragment() != null || uri.getRawUserInfo() != null) {
            throw invalid("has a fragment or a user");
        }
    }

    private static IllegalArgumentException invalid(String problem) {
        return new IllegalArgumentException("The callback URI " + problem + ".");
    }
}
