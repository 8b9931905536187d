package io.labauth.tiled;

import io.labauth.http.JsonValue;
import java.net.URI;

/**
 * A way to sign in that a Tiled server offers.
 *
 * @param name the provider's name, for instance {@code orcid}
 * @param mode how one signs in with it
 * @param authEndpoint where; for a browser only with servers of the old kind
 */
public record Provider(String name, Mode mode, URI authEndpoint) {
    /** How one signs in. */
    public enum Mode {
        /** By user name and password: {@link Tiled#signIn(Provider, String, io.labauth.Secret)}. */
        INTERNAL,
        /** With the browser, elsewhere: {@link Tiled#beginSignIn(Provider)}. */
        EXTERNAL
    }

    static Provider of(JsonValue json) {
        return new Provider(
                json.text("provider"),
                json.text("mode", Provider::mode),
                json.member("links").text("auth_endpoint", URI::create));
    }

    /** Older servers say {@code password}. */
    private static Mode mode(String text) {
        return switch (text) {
            case "internal", "password" -> Mode.INTERNAL;
            case "external" -> Mode.EXTERNAL;
            default -> throw new IllegalArgumentException("unknown");
        };
    }
}
