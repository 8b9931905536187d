package io.labauth.labarchives;

import io.labauth.http.Loopback;
import java.net.URI;
import java.util.Map;

/** The addresses of one LabArchives host. */
final class ApiUrls {
    /** Without a slash at the end and without {@code /api}. */
    private final String root;

    /** Takes the base URL as people write it, with or without {@code /api} and a slash at the end. */
    ApiUrls(URI base) {
        if (base.getRawUserInfo() != null || base.getRawQuery() != null || base.getRawFragment() != null) {
            throw invalid("has a user, a query or a fragment");
        }
        if (base.getHost() == null) {
            throw invalid("names no host");
        }
        if (!Loopback.isHttpsOrLoopback(base)) {
            throw invalid("is not https, and other schemes would show the credentials on the way");
        }
        String withoutSlash = base.toString().replaceFirst("/+$", "");
        this.root = withoutSlash.endsWith("/api")
                ? withoutSlash.substring(0, withoutSlash.length() - "/api".length())
                : withoutSlash;
    }

    URI signIn(Map<String, String> query) {
        return URI.create(root + "/api_user_login?" + PercentEncoding.query(query));
    }

    URI method(String apiClass, String method, Map<String, String> query) {
        return URI.create(root + "/api/" + apiClass + "/" + method + "?" + PercentEncoding.query(query));
    }

    /** The host, for messages. */
    String host() {
        return URI.create(root).getHost();
    }

    private static IllegalArgumentException invalid(String problem) {
        return new IllegalArgumentException("The LabArchives API URL " + problem + ". It looks like "
                + Region.US.apiUrl() + "; plain http is for a loopback address alone.");
    }
}
