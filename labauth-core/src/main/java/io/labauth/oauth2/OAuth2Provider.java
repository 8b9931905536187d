package io.labauth.oauth2;

import com.nimbusds.jwt.JWTParser;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.TokenRevocationRequest;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import com.nimbusds.oauth2.sdk.token.Token;
import com.nimbusds.openid.connect.sdk.LogoutRequest;
import io.labauth.AuthenticationException;
import io.labauth.AuthenticationException.Reason;
import io.labauth.Callback;
import io.labauth.ConnectionException;
import io.labauth.DeviceLoginProvider;
import io.labauth.DevicePrompt;
import io.labauth.LoginProvider;
import io.labauth.PendingLogin;
import io.labauth.Secret;
import io.labauth.ServiceException;
import io.labauth.http.DevicePolling;
import java.net.URI;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An OAuth 2.0 or OpenID Connect server for one registered application: signs people in by the authorization code flow with PKCE
 * (RFC 6749, RFC 7636, RFC 9700), or on another device (RFC 8628).
 *
 * <pre>{@code
 * OAuth2Provider orcid = OAuth2Provider.builder(OAuth2Service.ORCID, clientId).clientSecret(secret).build();
 * OAuth2Session person = LocalLogin.with(orcid).signIn();
 * }</pre>
 *
 * <p>The server's metadata and keys are fetched when they are first needed, kept, and fetched again when they are old or a key is missing;
 * no login does that by itself. Immutable but for these, and safe for use by many threads; one instance is enough for a program.
 */
public final class OAuth2Provider implements LoginProvider<OAuth2Session>, DeviceLoginProvider<OAuth2Session> {
    private static final Duration DUE_BEFORE_EXPIRY = Duration.ofSeconds(30);

    private final Registration registration;
    private final Clock clock;
    private final Wire wire;
    private final AuthorizationServer server;
    private final AuthorizationRequests requests;
    private final CallbackCheck callbacks;
    private final TokenEndpoint tokenEndpoint;
    private final Identity identity;
    private final DeviceFlow deviceFlow;

    OAuth2Provider(OAuth2ProviderBuilder settings) {
        this.registration = settings.registration();
        this.clock = settings.clock();
        this.wire = settings.wire();
        this.server = new AuthorizationServer(registration.service(), wire, clock);
        this.requests = new AuthorizationRequests(registration, server, wire, clock, settings.random());
        this.callbacks = new CallbackCheck(server, wire.service());
        this.tokenEndpoint = new TokenEndpoint(registration, server, wire, clock);
        this.identity =
                new Identity(registration, server, new IdTokens(registration, server::metadata, server, clock), wire);
        this.deviceFlow = new DeviceFlow(registration, server, tokenEndpoint, wire, clock, settings.pause());
    }

    /**
     * Starts a provider for a known service.
     *
     * @param service for instance {@link OAuth2Service#ORCID}
     * @param clientId the application's id there
     * @return a builder
     * @throws IllegalArgumentException if the id is blank
     */
    public static OAuth2ProviderBuilder builder(OAuth2Service service, String clientId) {
        return new OAuth2ProviderBuilder(service, clientId);
    }

    /**
     * Starts a provider for a server that publishes its metadata.
     *
     * @param issuer to the letter as the server names itself
     * @param clientId the application's id there
     * @return a builder
     * @throws IllegalArgumentException if the id is blank, or the issuer is not https (or http on a loopback address), has a query, a
     *     fragment, or a path that can be read in two ways
     */
    public static OAuth2ProviderBuilder builder(URI issuer, String clientId) {
        return builder(OAuth2Service.discovered(issuer), clientId);
    }

    /**
     * {@inheritDoc} The callback URI stays as it is; {@code state}, {@code nonce} and the PKCE verifier are 256 random bits each.
     *
     * @throws ServiceException if the server's metadata must be fetched and is not usable, or a pushed request is refused
     * @throws ConnectionException if no complete answer came in time
     */
    @Override
    public PendingLogin begin(URI callbackUri) {
        return requests.begin(callbackUri);
    }

    @Override
    public void check(PendingLogin pending, Callback callback) {
        callbacks.check(pending, callback);
    }

    /**
     * {@inheritDoc}
     *
     * @throws ServiceException if nothing tells one person from another: the scope {@code openid} was not asked for, and there is no
     *     user-info endpoint to ask, or the service's answer lacks the claim that identifies the person
     */
    @Override
    public OAuth2Session complete(PendingLogin pending, Callback callback) {
        Secret code = callbacks.code(pending, callback);
        identity.requireSource();
        Secret nonce = registration.isOpenId() ? secret(pending, AuthorizationRequests.NONCE) : null;
        AuthorizationCodeGrant grant = new AuthorizationCodeGrant(
                new AuthorizationCode(code.reveal()),
                pending.callbackUri(),
                new CodeVerifier(
                        secret(pending, AuthorizationRequests.CODE_VERIFIER).reveal()));
        return session(tokenEndpoint.exchange(grant, registration.scopes(), Call.EXCHANGE), nonce);
    }

    /**
     * {@inheritDoc} Asks at the server's interval, and more slowly when it says so or fails.
     *
     * @throws IllegalStateException if the server offers no sign-in on another device
     */
    @Override
    public OAuth2Session signInOnDevice(DevicePrompt prompt) {
        try {
            return session(deviceFlow.signIn(prompt), null);
        } catch (ConnectionException e) {
            DevicePolling.refuseInterrupted();
            throw e;
        }
    }

    /**
     * A session again that was saved before. Asks nobody: whether the service still accepts it shows with the first use.
     *
     * @param saved what {@link OAuth2Session#save()} gave
     * @return the session
     * @throws IllegalArgumentException if the value is no session, is damaged, or is one of another service or client id
     */
    public OAuth2Session restore(Secret saved) {
        SavedSession session = SavedSession.read(saved, registration);
        return new OAuth2Session(this, session.tokens(), session.claims());
    }

    @Override
    public String registration() {
        return registration.text();
    }

    @Override
    public String serviceName() {
        return registration.service().name();
    }

    @Override
    public String displayName(OAuth2Session user) {
        return user.name();
    }

    /** {@inheritDoc} Empty where the service says that the address is not verified. */
    @Override
    public String email(OAuth2Session user) {
        boolean unverified =
                user.claim("email_verified").filter("false"::equals).isPresent();
        return unverified ? "" : user.claim("email").orElse("");
    }

    @Override
    public String subject(OAuth2Session user) {
        return user.subject();
    }

    @Override
    public String withoutBrowser() {
        Metadata metadata = server.knownMetadata();
        return metadata == null || metadata.endpoints().deviceAuthorization() == null
                ? ""
                : "sign in on another device: call signInOnDevice(…)";
    }

    @Override
    public String toString() {
        return "OAuth2Provider[" + serviceName() + "]";
    }

    String identityClaim() {
        return registration.service().identityClaim();
    }

    boolean isDue(Tokens tokens) {
        return tokens.expiresAt() != null
                && !clock.instant().plus(DUE_BEFORE_EXPIRY).isBefore(tokens.expiresAt());
    }

    Tokens refreshed(Tokens before, Secret refreshToken) {
        RefreshTokenGrant grant = new RefreshTokenGrant(new RefreshToken(refreshToken.reveal()));
        return tokenEndpoint.exchange(grant, before.scopes(), Call.REFRESH);
    }

    void checkSame(Tokens refreshed, @Nullable Object subject) {
        identity.checkSame(refreshed, subject);
    }

    Optional<Map<String, Object>> userInfo(Tokens tokens, Map<String, Object> signedIn) {
        return identity.userInfo(tokens, signedIn);
    }

    void revoke(Tokens tokens) {
        Metadata metadata = server.metadata();
        URI endpoint = metadata.endpoints().revocation();
        if (endpoint == null) {
            throw new IllegalStateException(serviceName() + " offers no revocation: its tokens end by themselves.");
        }
        if (tokens.refresh() == null) {
            revoke(endpoint, metadata, accessToken(tokens));
            return;
        }
        revoke(endpoint, metadata, new RefreshToken(tokens.refresh().reveal()));
        try {
            revoke(endpoint, metadata, accessToken(tokens));
        } catch (ServiceException e) {
            // A server that cannot revoke access tokens lets them end by themselves (RFC 7009, 2.2.1).
            if (!e.errorCode().equals(Optional.of("unsupported_token_type"))) {
                throw e;
            }
        } catch (AuthenticationException e) {
            // Where the access token ends with the refresh token, as at Keycloak, it is unknown by now.
            if (e.reason() != Reason.SESSION_EXPIRED) {
                throw e;
            }
        }
    }

    Optional<URI> logoutUrl(Tokens tokens, @Nullable URI returnTo) {
        URI endpoint = server.metadata().endpoints().endSession();
        if (endpoint == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(new LogoutRequest(
                            endpoint,
                            tokens.id() == null
                                    ? null
                                    : JWTParser.parse(tokens.id().reveal()),
                            null,
                            registration.client(),
                            returnTo,
                            null,
                            null)
                    .toURI());
        } catch (ParseException e) {
            throw new IllegalStateException(
                    "The session's ID token is broken: it was not restored as it was saved.", e);
        }
    }

    Secret saved(Tokens tokens, Map<String, Object> claims) {
        return new SavedSession(tokens, claims).text(registration);
    }

    private OAuth2Session session(Tokens tokens, @Nullable Secret nonce) {
        return new OAuth2Session(this, tokens, identity.claims(tokens, nonce));
    }

    private void revoke(URI endpoint, Metadata metadata, Token token) {
        TokenRevocationRequest request = registration
                .proof()
                .at(metadata)
                .map(proof -> new TokenRevocationRequest(endpoint, proof, token))
                .orElseGet(() -> new TokenRevocationRequest(endpoint, registration.client(), token));
        wire.postForNothing(request.toHTTPRequest(), Call.REVOCATION);
    }

    private static Token accessToken(Tokens tokens) {
        return new BearerAccessToken(tokens.access().reveal());
    }

    private static Secret secret(PendingLogin pending, String name) {
        return pending.secret(name)
                .orElseThrow(() -> new IllegalArgumentException(
                        "The login lacks its " + name + ": another provider began it, or other scopes."));
    }
}
