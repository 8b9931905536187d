package io.labauth.oauth2;

import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import com.nimbusds.oauth2.sdk.util.JSONObjectUtils;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import io.labauth.Secret;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Exchanges a grant for tokens: one request, never repeated. */
final class TokenEndpoint {
    /** Longer than any token lives; keeps a nonsensical number from running out of the calendar. */
    private static final long MAX_LIFETIME = 10L * 366 * 24 * 3600;

    private final Registration registration;
    private final AuthorizationServer server;
    private final Wire wire;
    private final Clock clock;

    TokenEndpoint(Registration registration, AuthorizationServer server, Wire wire, Clock clock) {
        this.registration = registration;
        this.server = server;
        this.wire = wire;
        this.clock = clock;
    }

    Tokens exchange(AuthorizationGrant grant, List<String> scopesAsked, Call call) {
        Instant asked = clock.instant();
        return read(wire.post(request(grant).toHTTPRequest(), call), asked, scopesAsked, call);
    }

    /** What an answer gives; times count from when it was asked for. */
    Tokens read(Json answer, Instant asked, List<String> scopesAsked, Call call) {
        try {
            OIDCTokens tokens = OIDCTokenResponse.parse(JSONObjectUtils.parse(answer.text()))
                    .getOIDCTokens();
            if (!(tokens.getAccessToken() instanceof BearerAccessToken access)) {
                throw answer.unusable("has a token that is no bearer token");
            }
            return new Tokens(
                    Secret.of(access.getValue()),
                    expiry(asked, access),
                    access.getScope() == null ? scopesAsked : access.getScope().toStringList(),
                    secret(tokens.getRefreshToken()),
                    tokens.getIDTokenString() == null ? null : Secret.of(tokens.getIDTokenString()));
        } catch (ParseException | IllegalArgumentException e) {
            throw wire.unreadable(call, 200);
        }
    }

    private TokenRequest request(AuthorizationGrant grant) {
        URI endpoint = server.metadata().endpoints().token();
        TokenRequest.Builder request = registration
                .proof()
                .at(endpoint)
                .map(proof -> new TokenRequest.Builder(endpoint, proof, grant))
                .orElseGet(() -> new TokenRequest.Builder(endpoint, registration.client(), grant));
        if (!registration.resources().isEmpty()) {
            request.resources(registration.resourceArray());
        }
        return request.build();
    }

    private static @Nullable Instant expiry(Instant asked, AccessToken token) {
        long lifetime = token.getLifetime();
        return lifetime <= 0 ? null : asked.plusSeconds(Math.min(lifetime, MAX_LIFETIME));
    }

    private static @Nullable Secret secret(@Nullable RefreshToken token) {
        return token == null ? null : Secret.of(token.getValue());
    }
}
