package io.labauth.cli;

import io.labauth.Secret;
import io.labauth.oauth2.OAuth2Provider;
import io.labauth.oauth2.OAuth2ProviderBuilder;
import io.labauth.oauth2.OAuth2Service;
import io.labauth.oauth2.OAuth2Session;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A session at an OAuth 2.0 server.
 *
 * @param saved the session
 * @param invocation the clock
 * @param credentials where a refreshed session is saved again
 */
record OAuthAccount(SavedCredential saved, Invocation invocation, Credentials credentials) implements Account {
    static final String CLIENT_ID = "clientId";
    static final String SCOPES = "scopes";
    static final String CLIENT_SECRET = "clientSecret";
    static final String SESSION = "session";
    static final Map<String, OAuth2Service> PRESETS = new TreeMap<>(Map.of(
            "orcid", OAuth2Service.ORCID,
            "orcid-sandbox", OAuth2Service.ORCID_SANDBOX,
            "globus", OAuth2Service.GLOBUS,
            "google", OAuth2Service.GOOGLE,
            "github", OAuth2Service.GITHUB));

    private static final Pattern BLANKS = Pattern.compile(" +");
    private static final Duration EARLY = Duration.ofMinutes(1);

    static OAuth2Provider provider(String server, Map<String, String> settings, Map<String, Secret> secrets) {
        OAuth2ProviderBuilder builder = OAuth2Provider.builder(service(server), settings.getOrDefault(CLIENT_ID, ""));
        Optional.ofNullable(settings.get(SCOPES)).ifPresent(scopes -> builder.scopes(BLANKS.split(scopes, -1)));
        Optional.ofNullable(secrets.get(CLIENT_SECRET)).ifPresent(builder::clientSecret);
        return builder.build();
    }

    static String person(OAuth2Session session) {
        return session.name().isEmpty() ? session.subject() : session.name();
    }

    /** Refreshes a session that is over, which the service then accepts or not. */
    @Override
    public String whoAmI() {
        return person(current());
    }

    @Override
    public String end() {
        try {
            restored(saved).revoke();
            return "";
        } catch (IllegalStateException e) {
            return "The service offers no revocation; the session ends by itself.";
        }
    }

    @Override
    public Map<String, String> variables() {
        return Map.of(
                saved.address().equals("github") ? "GITHUB_TOKEN" : "LABAUTH_ACCESS_TOKEN",
                current().accessToken().reveal());
    }

    /** One process refreshes at a time, since many services take a refresh token once; the others use what it got. */
    private OAuth2Session current() {
        return credentials.locked(() -> {
            SavedCredential latest = credentials.find(saved.name()).orElse(saved);
            OAuth2Session session = restored(latest);
            if (isOver(session)) {
                session.refresh();
                credentials.save(latest.withSecret(SESSION, session.save()));
            }
            return session;
        });
    }

    private boolean isOver(OAuth2Session session) {
        Instant soon = invocation.clock().instant().plus(EARLY);
        return session.expiresAt().filter(end -> end.isBefore(soon)).isPresent();
    }

    private static OAuth2Session restored(SavedCredential credential) {
        return provider(credential.address(), credential.settings(), credential.secrets())
                .restore(credential.requireSecret(SESSION));
    }

    private static OAuth2Service service(String server) {
        OAuth2Service preset = PRESETS.get(server);
        return preset == null ? OAuth2Service.discovered(URI.create(server)) : preset;
    }
}
