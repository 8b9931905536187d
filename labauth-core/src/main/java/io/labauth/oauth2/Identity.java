package io.labauth.oauth2;

import io.labauth.AuthenticationException;
import io.labauth.AuthenticationException.Reason;
import io.labauth.Secret;
import io.labauth.ServiceException;
import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds out who has signed in: from the ID token, and from the user-info endpoint where it speaks of the same person. */
final class Identity {
    private final Registration registration;
    private final AuthorizationServer server;
    private final IdTokens idTokens;
    private final Wire wire;

    Identity(Registration registration, AuthorizationServer server, IdTokens idTokens, Wire wire) {
        this.registration = registration;
        this.server = server;
        this.idTokens = idTokens;
        this.wire = wire;
    }

    /** Where nobody says who has signed in, one person cannot be told from another. */
    void requireSource() {
        if (!isTold()) {
            throw refused(
                    " is not asked who has signed in: ask for the scope openid, or give its user-info endpoint and"
                            + " leave userInfo on.");
        }
    }

    /** The person's claims; those of the ID token win. Empty where nobody is asked. */
    Map<String, Object> claims(Tokens tokens, @Nullable Secret nonce) {
        Map<String, Object> claims = new LinkedHashMap<>();
        if (registration.isOpenId()) {
            Json idToken = idToken(tokens, nonce);
            userInfo(tokens).ifPresent(userInfo -> {
                requireSame(idToken.requiredString("sub"), userInfo.members().get("sub"));
                claims.putAll(userInfo.members());
            });
            claims.putAll(idToken.members());
        } else {
            userInfo(tokens).map(Json::members).ifPresent(claims::putAll);
        }
        if (isTold()) {
            requireIdentifier(claims.get(registration.service().identityClaim()));
        }
        return Collections.unmodifiableMap(claims);
    }

    /** Whom the service takes a token for now, which must be who has signed in; empty where nobody is asked. */
    Optional<Map<String, Object>> userInfo(Tokens tokens, Map<String, Object> signedIn) {
        String claim = registration.isOpenId() ? "sub" : registration.service().identityClaim();
        Optional<Map<String, Object>> told = userInfo(tokens).map(Json::members);
        // As texts: an account's number comes back from a saved session as a number of another type.
        told.ifPresent(now -> requireSame(String.valueOf(signedIn.get(claim)), String.valueOf(now.get(claim))));
        return told.map(Collections::unmodifiableMap);
    }

    /** After a refresh the person must be the same, by the identifier that every ID token has. */
    void checkSame(Tokens refreshed, @Nullable Object subject) {
        if (registration.isOpenId() && refreshed.id() != null) {
            Json idToken = idTokens.checked(refreshed.id(), refreshed.access(), null);
            requireSame(idToken.requiredString("sub"), subject);
        }
    }

    private boolean isTold() {
        return registration.isOpenId() || userInfoEndpoint() != null;
    }

    private Json idToken(Tokens tokens, @Nullable Secret nonce) {
        if (tokens.id() == null) {
            throw refused(" gave no ID token although it was asked for one: ask whoever runs it, or leave out the scope"
                    + " openid.");
        }
        return idTokens.checked(tokens.id(), tokens.access(), nonce);
    }

    /** Empty where nobody is asked. */
    private Optional<Json> userInfo(Tokens tokens) {
        URI endpoint = userInfoEndpoint();
        return endpoint == null ? Optional.empty() : Optional.of(wire.get(endpoint, Call.USER_INFO, tokens.access()));
    }

    private @Nullable URI userInfoEndpoint() {
        return registration.asksUserInfo() ? server.metadata().endpoints().userInfo() : null;
    }

    private void requireIdentifier(@Nullable Object value) {
        if (!(value instanceof Number) && !(value instanceof String text && !text.isBlank())) {
            String claim = registration.service().identityClaim();
            throw refused(" does not say who has signed in: its answer lacks " + claim + ", or has a " + claim
                    + " of the wrong type.");
        }
    }

    private ServiceException refused(String problem) {
        return new ServiceException(wire.service() + problem, 200, null, null);
    }

    private void requireSame(Object subject, @Nullable Object other) {
        if (!subject.equals(other)) {
            throw new AuthenticationException(
                    Reason.IDENTITY_MISMATCH,
                    wire.service() + " speaks of two different people in one sign-in: sign in again.",
                    null);
        }
    }
}
