package io.labauth.labkey;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The addresses of actions: the server with its context path, a folder, controller and action.
 *
 * @param server the server's address, without a slash at the end
 * @param folder the folder's path, encoded; empty, or begins with a slash
 */
record LabKeyUrls(URI server, String folder) {
    private static final Pattern SLASH = Pattern.compile("/");
    private static final Set<String> DOTS = Set.of("", ".", "..");

    /**
     * Checks a server's address.
     *
     * @throws IllegalArgumentException if it has a user, query or fragment; whether it is http or https is checked elsewhere
     */
    static LabKeyUrls of(URI server) {
        if (server.getRawUserInfo() != null || server.getRawQuery() != null || server.getRawFragment() != null) {
            throw new IllegalArgumentException("A LabKey server's address has no user, query or fragment: it looks like"
                    + " https://labkey.example.org or https://example.org/labkey.");
        }
        return new LabKeyUrls(URI.create(withoutSlash(server.toString())), "");
    }

    /** The same server's folder: names separated by slashes, not encoded. */
    LabKeyUrls inFolder(String path) {
        String inner = withoutSlash(path.startsWith("/") ? path.substring(1) : path);
        StringBuilder encoded = new StringBuilder();
        for (String name : inner.isEmpty() ? new String[0] : SLASH.split(inner, -1)) {
            if (DOTS.contains(name) || name.chars().anyMatch(Character::isISOControl)) {
                throw new IllegalArgumentException(
                        "A folder's path is names separated by slashes, for instance /My Project/Plates.");
            }
            encoded.append('/')
                    .append(URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20"));
        }
        return new LabKeyUrls(server, encoded.toString());
    }

    /** An action's address; the action is named with its controller, for instance {@code login-whoami}. */
    URI action(String name) {
        return URI.create(server + folder + "/" + name + ".api");
    }

    private static String withoutSlash(String text) {
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }
}
