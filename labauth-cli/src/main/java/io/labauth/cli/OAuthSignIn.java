package io.labauth.cli;

import io.labauth.Secret;
import io.labauth.oauth2.OAuth2Provider;
import io.labauth.oauth2.OAuth2Session;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** {@code labauth login} at an OAuth 2.0 or OpenID Connect server. */
final class OAuthSignIn {
    private final Invocation invocation;
    private final String server;

    /** For a preset's name, or an issuer's address. */
    OAuthSignIn(Invocation invocation, String server) {
        this.invocation = invocation;
        this.server = server;
    }

    SavedCredential run(LoginOptions options, String name) {
        if (!OAuthAccount.PRESETS.containsKey(server)) {
            Addresses.uri(server);
        }
        String clientId = clientId(options);
        Map<String, String> settings = new HashMap<>(Map.of(OAuthAccount.CLIENT_ID, clientId));
        if (!options.scopes().isEmpty()) {
            settings.put(OAuthAccount.SCOPES, String.join(" ", options.scopes()));
        }
        Optional<Secret> clientSecret = options.hasClientSecret()
                ? Optional.of(invocation.console().readSecret("client secret"))
                : OAuthAccount.clientSecret(clientId, invocation);
        OAuth2Provider provider = OAuthAccount.provider(server, settings, clientSecret);
        OAuth2Session session = options.browser().isDevice()
                ? options.browser().signInByCode(provider, invocation)
                : options.browser().signIn(provider, "", invocation);
        Map<String, Secret> secrets = new HashMap<>(Map.of(OAuthAccount.SESSION, session.save()));
        clientSecret
                .filter(secret -> options.keepsApplicationSecret())
                .ifPresent(secret -> secrets.put(OAuthAccount.CLIENT_SECRET, secret));
        return new SavedCredential(
                name,
                Service.OAUTH,
                server,
                OAuthAccount.person(session),
                invocation.clock().instant(),
                settings,
                secrets);
    }

    private String clientId(LoginOptions options) {
        return options.clientId()
                .or(() -> invocation.variable(OAuthAccount.CLIENT_ID_VARIABLE))
                .orElseThrow(() -> new IllegalArgumentException(
                        "An OAuth server knows applications by an id: register one there, and give its id by"
                                + " --client-id or in " + OAuthAccount.CLIENT_ID_VARIABLE + "."));
    }
}
