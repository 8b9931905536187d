package io.labauth.oauth2;

import com.nimbusds.oauth2.sdk.id.ClientID;
import io.labauth.Secret;
import io.labauth.http.HttpCalls;
import io.labauth.http.Pause;
import java.net.URI;
import java.net.http.HttpClient;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Settings of an {@link OAuth2Provider}; each has a default. For one thread. */
public final class OAuth2ProviderBuilder {
    /** What the flow itself says. */
    private static final Set<String> OWN_PARAMETERS = Set.of(
            "client_id",
            "client_secret",
            "code_challenge",
            "code_challenge_method",
            "nonce",
            "redirect_uri",
            "request",
            "request_uri",
            "resource",
            "response_mode",
            "response_type",
            "scope",
            "state");

    private final OAuth2Service service;
    private final ClientID client;
    private ClientProof proof = ClientProof.none();
    private List<String> scopes;
    private Map<String, String> parameters = Map.of();
    private List<URI> resources = List.of();
    private @Nullable Boolean push;
    private boolean userInfo = true;
    private Duration clockSkew = Duration.ofSeconds(60);
    private Duration timeout = Duration.ofSeconds(30);
    private @Nullable HttpClient httpClient;
    private Clock clock = Clock.systemUTC();
    private SecureRandom random = new SecureRandom();
    private Pause pause = Pause.real();

    OAuth2ProviderBuilder(OAuth2Service service, String clientId) {
        if (clientId.isBlank()) {
            throw new IllegalArgumentException("The client id is blank.");
        }
        this.service = service;
        this.client = new ClientID(clientId);
        this.scopes = service.scopes();
    }

    /**
     * Shows who the application is by a secret in the {@code Authorization} header ({@code client_secret_basic}), or in the form ({@code
     * client_secret_post}) where the server's metadata offer that and not the header. Without this or another such setting the application
     * is a public client, as a program on a person's own machine should be.
     *
     * @param secret the application's secret
     * @return this builder
     */
    public OAuth2ProviderBuilder clientSecret(Secret secret) {
        this.proof = ClientProof.secret(client, secret);
        return this;
    }

    /**
     * Shows who the application is by a secret in the form ({@code client_secret_post}), whatever the server's metadata offer.
     *
     * @param secret the application's secret
     * @return this builder
     */
    public OAuth2ProviderBuilder clientSecretPost(Secret secret) {
        this.proof = ClientProof.post(client, secret);
        return this;
    }

    /**
     * Shows who the application is by a signature ({@code private_key_jwt}, RFC 7523), which is addressed to the issuer, or, where
     * the service has none, to the token endpoint.
     *
     * @param key an RSA key (RS256), or an EC key on P-256, P-384 or P-521
     * @param keyId by which the server knows the public key
     * @return this builder
     * @throws IllegalArgumentException if the key is of another kind
     */
    public OAuth2ProviderBuilder privateKeyJwt(PrivateKey key, String keyId) {
        this.proof = ClientProof.signed(client, key, keyId);
        return this;
    }

    /**
     * Asks for these scopes, in place of the service's own.
     *
     * @param scopes for instance {@code openid}, {@code offline_access}, one by one or in one text with blanks between them; without {@code
     *     openid} there is no ID token
     * @return this builder
     * @throws IllegalArgumentException if one has a character that RFC 6749, section 3.3, does not allow
     */
    public OAuth2ProviderBuilder scopes(String... scopes) {
        this.scopes = Scopes.of(List.of(scopes));
        return this;
    }

    /**
     * Adds parameters to authorization requests.
     *
     * @param parameters names and values, not encoded; for instance {@code prompt} and {@code select_account}
     * @return this builder
     * @throws IllegalArgumentException if one of them is the flow's own, such as {@code state}
     */
    public OAuth2ProviderBuilder parameters(Map<String, String> parameters) {
        for (String name : parameters.keySet()) {
            if (OWN_PARAMETERS.contains(name)) {
                throw new IllegalArgumentException("The parameter " + name + " is set by the flow itself.");
            }
        }
        this.parameters = Map.copyOf(parameters);
        return this;
    }

    /**
     * Says whom the tokens are for (RFC 8707).
     *
     * @param resources absolute URIs without a fragment
     * @return this builder
     * @throws IllegalArgumentException if one is not of that form
     */
    public OAuth2ProviderBuilder resources(URI... resources) {
        for (URI resource : resources) {
            if (!resource.isAbsolute() || resource.getRawFragment() != null) {
                throw new IllegalArgumentException("A resource is an absolute URI without a fragment.");
            }
        }
        this.resources = List.of(resources);
        return this;
    }

    /**
     * Pushes authorization requests (RFC 9126), or does not. Without this setting they are pushed where the server offers it.
     *
     * @param pushed whether to; a server that requires it gets them pushed in any case
     * @return this builder
     */
    public OAuth2ProviderBuilder pushedAuthorizationRequests(boolean pushed) {
        this.push = pushed;
        return this;
    }

    /**
     * Leaves the user-info endpoint alone, or asks it, as without this setting.
     *
     * @param asked whether it is asked at each sign-in
     * @return this builder
     */
    public OAuth2ProviderBuilder userInfo(boolean asked) {
        this.userInfo = asked;
        return this;
    }

    /**
     * By how much the server's clock and this machine's may differ when an ID token is checked.
     *
     * @param skew zero or more; a minute without this setting
     * @return this builder
     * @throws IllegalArgumentException if the time is negative, or more than ten minutes
     */
    public OAuth2ProviderBuilder clockSkew(Duration skew) {
        if (skew.isNegative() || skew.compareTo(Duration.ofMinutes(10)) > 0) {
            throw new IllegalArgumentException("The clock skew must be between zero and ten minutes.");
        }
        this.clockSkew = skew;
        return this;
    }

    /**
     * Limits the time of a call, from sending to the answer's last byte.
     *
     * @param limit more than zero; 30 seconds without this setting
     * @return this builder
     * @throws IllegalArgumentException if the limit is zero or negative
     */
    public OAuth2ProviderBuilder timeout(Duration limit) {
        if (limit.isZero() || limit.isNegative()) {
            throw new IllegalArgumentException("The timeout must be more than zero.");
        }
        this.timeout = limit;
        return this;
    }

    /**
     * Sends requests with a client of one's own, for instance one with a proxy.
     *
     * @param client any client that does not follow redirects, which is the JDK's default
     * @return this builder
     * @throws IllegalArgumentException if the client follows redirects, or has an authenticator and this is Java before 24, where it would
     *     send no credentials (JDK-8326949); a proxy that asks for a password needs Java 24
     */
    public OAuth2ProviderBuilder httpClient(HttpClient client) {
        this.httpClient = HttpCalls.carryingCredentials(client);
        return this;
    }

    /**
     * Takes the time from another clock.
     *
     * @param source of the current time, by which tokens expire
     * @return this builder
     */
    public OAuth2ProviderBuilder clock(Clock source) {
        this.clock = source;
        return this;
    }

    /**
     * Takes {@code state}, {@code nonce} and PKCE verifiers from another source.
     *
     * @param source of random bytes, cryptographically strong
     * @return this builder
     */
    public OAuth2ProviderBuilder random(SecureRandom source) {
        this.random = source;
        return this;
    }

    /**
     * Makes the provider. Nothing is sent.
     *
     * @return a provider with these settings
     * @throws IllegalArgumentException if {@code openid} is asked of a service without an issuer, or without keys
     */
    public OAuth2Provider build() {
        Endpoints endpoints = service.endpoints();
        boolean keyless = service.issuer() == null || (endpoints != null && endpoints.jwks() == null);
        if (scopes.contains("openid") && keyless) {
            throw new IllegalArgumentException(
                    "The scope openid needs a service with an issuer and keys, to check the ID token by.");
        }
        return new OAuth2Provider(this);
    }

    OAuth2ProviderBuilder pause(Pause between) {
        this.pause = between;
        return this;
    }

    Registration registration() {
        return new Registration(service, client, proof, scopes, parameters, resources, push, userInfo, clockSkew);
    }

    Wire wire() {
        return new Wire(httpClient == null ? HttpCalls.defaultClient() : httpClient, service.name(), timeout);
    }

    Clock clock() {
        return clock;
    }

    SecureRandom random() {
        return random;
    }

    Pause pause() {
        return pause;
    }
}
