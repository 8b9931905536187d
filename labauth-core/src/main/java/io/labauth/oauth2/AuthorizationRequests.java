package io.labauth.oauth2;

import com.nimbusds.oauth2.sdk.AuthorizationRequest;
import com.nimbusds.oauth2.sdk.PushedAuthorizationRequest;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import io.labauth.PendingLogin;
import io.labauth.Secret;
import io.labauth.http.Loopback;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Where to send the browser: RFC 6749 (4.1.1) with PKCE (RFC 7636), pushed before (RFC 9126) where that is due. */
final class AuthorizationRequests {
    static final String NONCE = "nonce";
    static final String CODE_VERIFIER = "code_verifier";

    private static final long MAX_SECONDS = 24 * 3600;

    private final Registration registration;
    private final AuthorizationServer server;
    private final Wire wire;
    private final Clock clock;
    private final SecureRandom random;

    AuthorizationRequests(
            Registration registration, AuthorizationServer server, Wire wire, Clock clock, SecureRandom random) {
        this.registration = registration;
        this.server = server;
        this.wire = wire;
        this.clock = clock;
        this.random = random;
    }

    PendingLogin begin(URI callbackUri) {
        check(callbackUri);
        Map<String, Secret> secrets = new HashMap<>();
        secrets.put(PendingLogin.STATE, RandomText.of(random));
        secrets.put(CODE_VERIFIER, RandomText.of(random));
        if (registration.isOpenId()) {
            secrets.put(NONCE, RandomText.of(random));
        }
        AuthorizationRequest request = request(callbackUri, secrets);
        Instant startedAt = clock.instant();
        if (!isPushed()) {
            return new PendingLogin(callbackUri, request.toURI(), startedAt, secrets);
        }
        Json pushed = pushed(request);
        PendingLogin login = new PendingLogin(callbackUri, reference(pushed), startedAt, secrets);
        return validity(pushed).map(login::withValidity).orElse(login);
    }

    private AuthorizationRequest request(URI callbackUri, Map<String, Secret> secrets) {
        AuthorizationRequest.Builder request = new AuthorizationRequest.Builder(
                        ResponseType.CODE, registration.client())
                .endpointURI(endpoints().authorization())
                .redirectionURI(callbackUri)
                .state(new State(revealed(secrets, PendingLogin.STATE)))
                .codeChallenge(new CodeVerifier(revealed(secrets, CODE_VERIFIER)), CodeChallengeMethod.S256);
        if (!registration.scopes().isEmpty()) {
            request.scope(registration.scope());
        }
        if (secrets.containsKey(NONCE)) {
            request.customParameter(NONCE, revealed(secrets, NONCE));
        }
        if (!registration.resources().isEmpty()) {
            request.resources(registration.resourceArray());
        }
        registration.parameters().forEach(request::customParameter);
        return request.build();
    }

    private Json pushed(AuthorizationRequest request) {
        URI endpoint = endpoints().pushedAuthorizationRequest();
        if (endpoint == null) {
            throw new IllegalStateException(
                    wire.service() + " takes no pushed authorization requests: leave that setting out.");
        }
        return wire.post(push(endpoint, request).toHTTPRequest(), Call.PUSH);
    }

    private URI reference(Json answer) {
        URI requestUri = answer.uri("request_uri");
        if (requestUri == null) {
            throw answer.unusable("lacks request_uri");
        }
        if (!requestUri.isAbsolute()) {
            throw answer.unusable("has a request_uri that is no address");
        }
        return new AuthorizationRequest.Builder(requestUri, registration.client())
                .endpointURI(endpoints().authorization())
                .build()
                .toURI();
    }

    /** Empty where it is no number: nothing but a hint for the person depends on it. */
    private static Optional<Duration> validity(Json answer) {
        return answer.members().get("expires_in") instanceof Number seconds
                ? Optional.of(Duration.ofSeconds(Json.whole(seconds, MAX_SECONDS)))
                : Optional.empty();
    }

    private PushedAuthorizationRequest push(URI endpoint, AuthorizationRequest request) {
        return registration
                .proof()
                .at(server.metadata())
                .map(proof -> new PushedAuthorizationRequest(endpoint, proof, request))
                .orElseGet(() -> new PushedAuthorizationRequest(endpoint, request));
    }

    private boolean isPushed() {
        Metadata metadata = server.metadata();
        boolean offered = metadata.endpoints().pushedAuthorizationRequest() != null;
        return metadata.requiresPush() || Objects.requireNonNullElse(registration.push(), offered);
    }

    private Endpoints endpoints() {
        return server.metadata().endpoints();
    }

    private static String revealed(Map<String, Secret> secrets, String name) {
        return Objects.requireNonNull(secrets.get(name)).reveal();
    }

    private static void check(URI callbackUri) {
        if (!Loopback.isHttpsOrLoopback(callbackUri)
                || callbackUri.getRawFragment() != null
                || callbackUri.getRawUserInfo() != null) {
            throw new IllegalArgumentException("The callback URI is not absolute https, or http on a loopback address,"
                    + " or has a fragment or a user.");
        }
    }
}
