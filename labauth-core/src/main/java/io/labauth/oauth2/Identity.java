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

    /** The person's claims; those of the ID token win. Empty where the service tells nothing. */
    Map<String, Object> claims(Tokens tokens, @Nullable Secret nonce) {
        if (!registration.isOpenId()) {
            return identified(tokens.access());
        }
        if (tokens.id() == null) {
            throw new ServiceException(
                    wire.service()
                            + " gave no ID token although it was asked for one: ask whoever runs it, or leave out"
                            + " the scope openid.",
                    200,
                    null,
                    null);
        }
        Json idToken = idTokens.checked(tokens.id(), tokens.access(), nonce);
        Map<String, Object> claims = new LinkedHashMap<>();
        described(tokens.access()).ifPresent(userInfo -> {
            requireSame(idToken.requiredString("sub"), userInfo.members().get("sub"));
            claims.putAll(userInfo.members());
        });
        claims.putAll(idToken.members());
        return Collections.unmodifiableMap(claims);
    }

    /** After a refresh the person must be the same. */
    void checkSame(Tokens refreshed, Object subject) {
        if (registration.isOpenId() && refreshed.id() != null) {
            Json idToken = idTokens.checked(refreshed.id(), refreshed.access(), null);
            requireSame(subject, idToken.requiredString("sub"));
        }
    }

    /** Without an ID token the user-info endpoint alone says who it is. */
    private Map<String, Object> identified(Secret accessToken) {
        Optional<Json> userInfo = described(accessToken);
        userInfo.ifPresent(this::requireIdentifier);
        return Collections.unmodifiableMap(userInfo.map(Json::members).orElse(Map.of()));
    }

    private void requireIdentifier(Json userInfo) {
        String claim = registration.service().identityClaim();
        if (!(userInfo.members().get(claim) instanceof Number)) {
            userInfo.requiredString(claim);
        }
    }

    /** Empty where nobody is asked. */
    private Optional<Json> described(Secret accessToken) {
        URI endpoint = server.metadata().endpoints().userInfo();
        if (endpoint == null || !registration.asksUserInfo()) {
            return Optional.empty();
        }
        return Optional.of(wire.get(endpoint, Call.USER_INFO, accessToken));
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
