package io.labauth.tiled;

import io.labauth.ServiceException;
import io.labauth.ServiceOrigin;
import io.labauth.http.JsonValue;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a server says about signing in to it. The addresses are taken as it names them, but only its own: keys and passwords go there.
 *
 * @param providers the ways to sign in; none for a single-user server
 * @param links where its calls are, by its names for them
 */
record Discovery(List<Provider> providers, Map<String, URI> links) {
    static final String WHO_AM_I = "whoami";
    static final String API_KEY = "apikey";
    static final String REFRESH = "refresh_session";
    static final String REVOKE_SESSION = "revoke_session";
    private static final Pattern SESSION_ID = Pattern.compile("/\\{session_id}$");

    static Discovery of(JsonValue root, URI api) {
        JsonValue authentication = root.member("authentication");
        List<Provider> providers = authentication.optionalList("providers").stream()
                .map(Provider::of)
                .toList();
        Map<String, URI> links = providers.isEmpty() ? Map.of() : links(authentication.member("links"));
        return new Discovery(providers, checked(links, ServiceOrigin.of(api)));
    }

    boolean isSingleUser() {
        return links.isEmpty();
    }

    URI link(String name) {
        return Optional.ofNullable(links.get(name))
                .orElseThrow(() -> new IllegalStateException(
                        "This Tiled server serves a single user: it has no accounts to sign in to, and no API keys but"
                                + " the one that it was started with. Connect with that one."));
    }

    /** The calls of an administrator stand beside those for oneself. */
    URI principal(UUID uuid) {
        return link(API_KEY).resolve("principal/" + uuid);
    }

    private static Map<String, URI> links(JsonValue json) {
        return Stream.of(WHO_AM_I, API_KEY, REFRESH, REVOKE_SESSION)
                .collect(Collectors.toMap(name -> name, name -> json.text(name, Discovery::withoutSessionId)));
    }

    private static URI withoutSessionId(String text) {
        return URI.create(SESSION_ID.matcher(text).replaceFirst(""));
    }

    private static Map<String, URI> checked(Map<String, URI> links, ServiceOrigin own) {
        if (!links.values().stream().allMatch(own::includes)) {
            throw new ServiceException(
                    "Tiled, reached at " + own + ", names another address as its own, where no key or password is sent:"
                            + " its proxy must tell it the scheme and the host by which it is reached.",
                    200,
                    null,
                    null);
        }
        return links;
    }
}
