package io.labauth.cli;

import io.labauth.AuthenticationException;
import io.labauth.AuthenticationException.Reason;
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
 * @param invocation the clock, and where the application's secret is found unless it was kept too
 * @param credentials where a refreshed session is saved again
 */
record OAuthAccount(SavedCredential saved, Invocation invocation, Credentials credentials) implements Account {
    static final String CLIENT_ID_VARIABLE = "LABAUTH_CLIENT_ID";
    static final String CLIENT_SECRET_VARIABLE = "LABAUTH_CLIENT_SECRET";
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

    static OAuth2Provider provider(String server, Map<String, String> settings, Optional<Secret> clientSecret) {
        OAuth2ProviderBuilder builder = OAuth2Provider.builder(service(server), settings.getOrDefault(CLIENT_ID, ""));
        Optional.ofNullable(settings.get(SCOPES)).ifPresent(scopes -> builder.scopes(BLANKS.split(scopes, -1)));
        clientSecret.ifPresent(builder::clientSecret);
        return builder.build();
    }

    /** The environment's, which is for the application that is named beside it, and sent for no other. */
    static Optional<Secret> clientSecret(String clientId, Invocation invocation) {
        return invocation
                .variable(CLIENT_SECRET_VARIABLE)
                .filter(secret -> invocation.variable(CLIENT_ID_VARIABLE).equals(Optional.of(clientId)))
                .map(Secret::of);
    }

    static String person(OAuth2Session session) {
        return session.name().isEmpty() ? session.subject() : session.name();
    }

    /** Refreshes a session that is over before. */
    @Override
    public Optional<String> whoAmI() {
        OAuth2Session session = current();
        return session.userInfo().map(told -> person(session));
    }

    @Override
    public String end() {
        OAuth2Session session = restored(saved);
        try {
            session.revoke();
            return "";
        } catch (IllegalStateException e) {
            return "The service offers no revocation: "
                    + session.expiresAt()
                            .map(end -> "the access token ends at " + end + ", and what else was granted ")
                            .orElse("the session ")
                    + "lives on until you revoke it on the service's own pages.";
        } catch (AuthenticationException e) {
            throw explained(e);
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
            SavedCredential latest = credentials.require(saved.name());
            OAuth2Session session = restored(latest);
            if (isOver(session)) {
                refresh(session);
                credentials.save(latest.withSecret(SESSION, session.save()));
            }
            return session;
        });
    }

    private void refresh(OAuth2Session session) {
        try {
            session.refresh();
        } catch (AuthenticationException e) {
            throw explained(e);
        }
    }

    /** A secret that was not kept is the likeliest reason why a service refuses the application now. */
    private AuthenticationException explained(AuthenticationException problem) {
        if (problem.reason() != Reason.CLIENT_REFUSED
                || saved.secret(CLIENT_SECRET).isPresent()) {
            return problem;
        }
        return new AuthenticationException(
                Reason.CLIENT_REFUSED,
                problem.getMessage() + " If the application has a secret, set " + CLIENT_ID_VARIABLE + " to "
                        + saved.setting(CLIENT_ID).orElse("") + " and " + CLIENT_SECRET_VARIABLE
                        + " to the secret, or sign in again with --keep-application-secret.",
                null);
    }

    private boolean isOver(OAuth2Session session) {
        Instant soon = invocation.clock().instant().plus(EARLY);
        return session.expiresAt().filter(end -> end.isBefore(soon)).isPresent();
    }

    private OAuth2Session restored(SavedCredential credential) {
        Optional<Secret> clientSecret = credential
                .secret(CLIENT_SECRET)
                .or(() -> clientSecret(credential.setting(CLIENT_ID).orElse(""), invocation));
        return provider(credential.address(), credential.settings(), clientSecret)
                .restore(credential.requireSecret(SESSION));
    }

    private static OAuth2Service service(String server) {
        OAuth2Service preset = PRESETS.get(server);
        return preset == null ? OAuth2Service.discovered(URI.create(server)) : preset;
    }
}
