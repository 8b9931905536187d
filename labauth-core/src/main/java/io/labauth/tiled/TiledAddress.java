package io.labauth.tiled;

import io.labauth.Secret;
import io.labauth.ServiceOrigin;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The API's address, out of whatever a person copied: a bare host, a page of the tree, a link with a key.
 *
 * @param api ends in {@code /api/v1}, without query
 * @param key the key that stood in the query
 */
record TiledAddress(URI api, Optional<Secret> key) {
    static final String API_KEY = "api_key";
    private static final String API = "/api/v1";
    private static final Pattern PAGE = Pattern.compile("(/node)?/metadata(/.*)?$");
    private static final Pattern SLASHES = Pattern.compile("/+$");

    static TiledAddress of(URI uri) {
        ServiceOrigin origin = origin(uri);
        if (uri.getRawUserInfo() != null) {
            throw new IllegalArgumentException(
                    "The URI of a Tiled server has no user name or password in it: sign in instead.");
        }
        String path = Objects.requireNonNullElse(uri.getRawPath(), "");
        String root = SLASHES.matcher(PAGE.matcher(path).replaceFirst("")).replaceFirst("");
        return new TiledAddress(URI.create(origin + (root.endsWith(API) ? root : root + API)), key(uri));
    }

    private static ServiceOrigin origin(URI uri) {
        try {
            return ServiceOrigin.of(uri);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "The URI of a Tiled server is absolute, for instance https://tiled.example.org.", e);
        }
    }

    private static Optional<Secret> key(URI uri) {
        String query = Objects.requireNonNullElse(uri.getRawQuery(), "");
        List<String> keys = Arrays.stream(query.split("&", -1))
                .filter(parameter -> parameter.startsWith(API_KEY + "="))
                .map(parameter -> parameter.substring(API_KEY.length() + 1))
                .toList();
        if (keys.size() > 1) {
            throw new IllegalArgumentException("The URI has two keys.");
        }
        return keys.stream().map(TiledAddress::decoded).findFirst();
    }

    private static Secret decoded(String value) {
        return Secret.of(URLDecoder.decode(value, StandardCharsets.UTF_8));
    }
}
