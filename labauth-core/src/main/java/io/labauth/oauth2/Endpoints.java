package io.labauth.oauth2;

import io.labauth.http.Loopback;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Where an authorization server takes what; by the names of RFC 8414, section 2. Immutable.
 *
 * @param authorization where the browser is sent
 * @param token where codes are exchanged
 * @param userInfo where the signed-in person is described (OpenID Connect Core, 5.3); null if nowhere
 * @param deviceAuthorization where the sign-in on another device begins (RFC 8628); null if nowhere
 * @param pushedAuthorizationRequest where an authorization request is pushed (RFC 9126); null if nowhere
 * @param revocation where tokens are revoked (RFC 7009); null if nowhere
 * @param endSession where the browser is sent to sign out (OpenID Connect RP-Initiated Logout); null if nowhere
 * @param jwks where the keys are that sign ID tokens; null if nowhere
 */
public record Endpoints(
        URI authorization,
        URI token,
        @Nullable URI userInfo,
        @Nullable URI deviceAuthorization,
        @Nullable URI pushedAuthorizationRequest,
        @Nullable URI revocation,
        @Nullable URI endSession,
        @Nullable URI jwks) {
    /**
     * Checks the addresses.
     *
     * @param authorization where the browser is sent
     * @param token where codes are exchanged
     * @param userInfo where the signed-in person is described, or null
     * @param deviceAuthorization where the sign-in on another device begins, or null
     * @param pushedAuthorizationRequest where an authorization request is pushed, or null
     * @param revocation where tokens are revoked, or null
     * @param endSession where the browser is sent to sign out, or null
     * @param jwks where the keys are that sign ID tokens, or null
     * @throws IllegalArgumentException if one is neither https nor http on a loopback address, or has a fragment
     */
    public Endpoints {
        for (URI uri : new @Nullable URI[] {
            authorization,
            token,
            userInfo,
            deviceAuthorization,
            pushedAuthorizationRequest,
            revocation,
            endSession,
            jwks
        }) {
            if (uri != null && !(Loopback.isHttpsOrLoopback(uri) && uri.getRawFragment() == null)) {
                throw new IllegalArgumentException(
                        "An endpoint is not absolute https, or http on a loopback address, or has a fragment.");
            }
        }
    }

    /**
     * The two endpoints that every server has.
     *
     * @param authorization where the browser is sent
     * @param token where codes are exchanged
     * @return endpoints that lack the others
     * @throws IllegalArgumentException if one of them is neither https nor http on a loopback address, or has a fragment
     */
    public static Endpoints of(URI authorization, URI token) {
        return new Endpoints(authorization, token, null, null, null, null, null, null);
    }

    /**
     * The same with a user-info endpoint.
     *
     * @param uri where the signed-in person is described
     * @return other endpoints
     */
    public Endpoints withUserInfo(URI uri) {
        return new Endpoints(
                authorization,
                token,
                uri,
                deviceAuthorization,
                pushedAuthorizationRequest,
                revocation,
                endSession,
                jwks);
    }

    /**
     * The same with a device authorization endpoint.
     *
     * @param uri where the sign-in on another device begins
     * @return other endpoints
     */
    public Endpoints withDeviceAuthorization(URI uri) {
        return new Endpoints(
                authorization, token, userInfo, uri, pushedAuthorizationRequest, revocation, endSession, jwks);
    }

    /**
     * The same with a set of keys.
     *
     * @param uri where the keys are that sign ID tokens
     * @return other endpoints
     */
    public Endpoints withJwks(URI uri) {
        return new Endpoints(
                authorization,
                token,
                userInfo,
                deviceAuthorization,
                pushedAuthorizationRequest,
                revocation,
                endSession,
                uri);
    }
}
