package io.labauth.cli;

import io.labauth.Secret;
import io.labauth.oauth2.OAuth2Provider;
import io.labauth.oauth2.OAuth2Session;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/** {@code labauth login} at an OAuth 2.0 or OpenID Connect server. */
final class OAuthSignIn {
    private final Invocation invocation;
    private final String server;

    /** For a preset's name, or an issuer's address. */
    OAuthSignIn(Invocation invocation, String server) {
        this.invocation = invocation;
        this.server = server;
    }

    SavedCredential run(LoginOptions options) {
        if (!OAuthAccount.PRESETS.containsKey(server)) {
            Addresses.uri(server);
        }
        Map<String, String> settings = new HashMap<>(Map.of(OAuthAccount.CLIENT_ID, options.requireClientId()));
        if (!options.scopes().isEmpty()) {
            settings.put(OAuthAccount.SCOPES, String.join(" ", options.scopes()));
        }
        Map<String, Secret> secrets = new HashMap<>();
        if (options.hasClientSecret()) {
            secrets.put(OAuthAccount.CLIENT_SECRET, invocation.console().readSecret("client secret"));
        }
        OAuth2Provider provider = OAuthAccount.provider(server, settings, secrets);
        OAuth2Session session = options.browser().isDevice()
                ? options.browser().signInOnDevice(provider, invocation)
                : options.browser().signIn(provider, "", invocation);
        secrets.put(OAuthAccount.SESSION, session.save());
        if (!options.keepsApplicationSecret()) {
            secrets.remove(OAuthAccount.CLIENT_SECRET);
        }
        return new SavedCredential(
                options.nameOr(defaultName()),
                Service.OAUTH,
                server,
                OAuthAccount.person(session),
                invocation.clock().instant(),
                settings,
                secrets);
    }

    private String defaultName() {
        String host = URI.create(server).getHost();
        return host == null ? server : host.replaceAll("[^A-Za-z0-9._-]", "");
    }
}
