package io.labauth.cli;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** What {@code labauth login} can be told. */
final class LoginOptions {
    @Option(
            names = "--save",
            paramLabel = "NAME",
            description = "Keep the credential under this name. Otherwise under that of the service.")
    private @Nullable String name;

    @Option(
            names = "--keep-application-secret",
            description =
                    "Keep the application's own secret too (LabArchives' access password, OAuth's client secret), so that the"
                            + " credential can be used where that is not set.")
    private boolean keepsApplicationSecret;

    @ArgGroup(validate = false, heading = "%nIn the browser:%n")
    private BrowserOptions browser = new BrowserOptions();

    @ArgGroup(validate = false, heading = "%nWithout a browser:%n")
    private WithoutBrowser withoutBrowser = new WithoutBrowser();

    @ArgGroup(validate = false, heading = "%nTiled:%n")
    private TiledPart tiled = new TiledPart();

    @ArgGroup(validate = false, heading = "%nOAuth:%n")
    private OAuthPart oauth = new OAuthPart();

    /** By a token, or a key that exists already. */
    private static final class WithoutBrowser {
        @Option(
                names = "--email",
                paramLabel = "ADDRESS",
                description =
                        "LabArchives: sign in by the one-hour token of the person with this address, which is asked for.")
        private @Nullable String email;

        @Option(names = "--token-stdin", description = "Read the token, or the key, from the standard input.")
        private boolean token;

        @Option(
                names = "--key",
                description = "At an address: keep an API key of this application, which is asked for. LabKey, Ash and"
                        + " Ashr Labs are signed in to by a key anyway.")
        private boolean key;
    }

    /** By a password, or with another provider. */
    private static final class TiledPart {
        @Option(
                names = "--provider",
                paramLabel = "NAME",
                description = "Sign in with this one of the server's providers.")
        private @Nullable String provider;

        @Option(names = "--username", paramLabel = "NAME", description = "The user name; otherwise it is asked for.")
        private @Nullable String username;

        @Option(
                names = "--password-stdin",
                description =
                        "Read the password from the standard input; or the code that an old server shows in the browser.")
        private boolean password;
    }

    /** The application's registration. */
    private static final class OAuthPart {
        @Option(
                names = "--client-id",
                paramLabel = "ID",
                description =
                        "The application's id at the server, where it is registered; otherwise LABAUTH_CLIENT_ID.")
        private @Nullable String clientId;

        @Option(
                names = "--client-secret-stdin",
                description =
                        "Read the application's secret from the standard input, where the server wants one, as ORCID does."
                                + " Otherwise LABAUTH_CLIENT_SECRET, where LABAUTH_CLIENT_ID is the application's id.")
        private boolean clientSecret;

        @Option(
                names = "--scope",
                paramLabel = "SCOPE",
                description =
                        "Ask for this scope in place of the usual ones. Repeatable; offline_access often keeps the"
                                + " session alive.")
        private List<String> scopes = List.of();
    }

    String nameOr(String usual) {
        return name == null ? usual : name;
    }

    boolean keepsApplicationSecret() {
        return keepsApplicationSecret;
    }

    BrowserOptions browser() {
        return browser;
    }

    @Nullable
    String email() {
        return withoutBrowser.email;
    }

    /** Whether LabArchives is signed in to by a token. */
    boolean isByToken() {
        return withoutBrowser.email != null || withoutBrowser.token;
    }

    boolean isTokenOnStandardInput() {
        return withoutBrowser.token;
    }

    /** Whether an address is that of an application whose key is to be kept, and not of an OAuth server. */
    boolean isKey() {
        return withoutBrowser.key || (withoutBrowser.token && oauth.clientId == null);
    }

    @Nullable
    String providerName() {
        return tiled.provider;
    }

    @Nullable
    String username() {
        return tiled.username;
    }

    boolean isPasswordOnStandardInput() {
        return tiled.password;
    }

    Optional<String> clientId() {
        return Optional.ofNullable(oauth.clientId);
    }

    boolean hasClientSecret() {
        return oauth.clientSecret;
    }

    List<String> scopes() {
        return oauth.scopes;
    }
}
