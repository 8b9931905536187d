package io.labauth.web;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where a person goes after the sign-in: a page of the application itself, whatever the request asked for. */
final class ReturnTo {
    /** Five flows of this length and their secrets fit into a request's 4 KB of cookies. */
    private static final int MAX_LENGTH = 256;

    private static final Pattern PATH_AND_QUERY = Pattern.compile(
            "/(?:[\\w.~!$&'()*+,;=:@/-]|%[0-9A-Fa-f]{2})*+(?:\\?(?:[\\w.~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*+)?");
    /** Empty and dot segments, and escaped characters that some server or browser takes for a part of the path's structure. */
    private static final Pattern TREACHEROUS_PATH =
            Pattern.compile(".*(?://|/(?:\\.|%2e){1,2}(?:[/;]|$)|%2f|%5c|%[01][0-9a-f]|%7f).*");

    private final URI origin;
    private final String basePath;
    private final List<String> ownPaths;

    /**
     * Pages below a base URL.
     *
     * @param baseUrl without a slash at its end
     * @param ownPaths the paths of sign-in and sign-out, below which nobody is sent
     */
    ReturnTo(URI baseUrl, List<String> ownPaths) {
        this.origin = URI.create(baseUrl.getScheme() + "://" + baseUrl.getRawAuthority());
        this.basePath = baseUrl.getRawPath();
        this.ownPaths = List.copyOf(ownPaths);
    }

    /** The wish itself where it is a page of the application; its path alone where the query is too long; else the first page. */
    String checked(@Nullable String wish) {
        if (wish == null || !PATH_AND_QUERY.matcher(wish).matches()) {
            return home();
        }
        String path = path(wish);
        if (!isOurs(path)) {
            return home();
        }
        if (wish.length() <= MAX_LENGTH) {
            return wish;
        }
        return path.length() <= MAX_LENGTH ? path : home();
    }

    /** Absolute, so that nothing about the request or a proxy can lead it elsewhere. */
    URI toUri(String checked) {
        return URI.create(origin + checked);
    }

    String home() {
        return basePath + "/";
    }

    private boolean isOurs(String path) {
        return path.startsWith(home())
                && !TREACHEROUS_PATH.matcher(path.toLowerCase(Locale.ROOT)).matches()
                && ownPaths.stream().noneMatch(own -> isAtOrBelow(unescaped(path), basePath + own));
    }

    /** As the server will read it: {@code /%6cogin} is a way of writing {@code /login}. */
    private static String unescaped(String path) {
        return URI.create(path).getPath();
    }

    private static boolean isAtOrBelow(String path, String own) {
        return path.equals(own) || path.startsWith(own + "/") || path.startsWith(own + ";");
    }

    private static String path(String pathAndQuery) {
        int query = pathAndQuery.indexOf('?');
        return query < 0 ? pathAndQuery : pathAndQuery.substring(0, query);
    }
}
