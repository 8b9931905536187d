package io.labauth.oauth2;

import io.labauth.Secret;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a token endpoint gave.
 *
 * @param access the access token
 * @param expiresAt until when it is good; null if the server does not say
 * @param scopes what it allows
 * @param refresh the refresh token, or null
 * @param id the ID token, or null
 */
record Tokens(
        Secret access,
        @Nullable Instant expiresAt,
        List<String> scopes,
        @Nullable Secret refresh,
        @Nullable Secret id) {
    /** These, with what a refresh left out kept from before (RFC 6749, section 6). */
    Tokens inPlaceOf(Tokens before) {
        return new Tokens(
                access, expiresAt, scopes, refresh == null ? before.refresh : refresh, id == null ? before.id : id);
    }

    /** These, with the refresh token of a later answer where it has one. */
    Tokens refreshedBy(Tokens later) {
        return new Tokens(access, expiresAt, scopes, later.refresh == null ? refresh : later.refresh, id);
    }
}
