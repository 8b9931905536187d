package io.labauth.apikeys;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * A key that is good now.
 *
 * @param id the key's, for the log
 * @param owner for whom it acts
 * @param scopes what it may do now: its own scopes, as far as the owner has them
 * @param expiresAt from when on it is not accepted; empty for never
 * @param session the handle of the browser session that it ends with, see {@link NewApiKey#endingWithSession}; empty for none
 */
public record VerifiedKey(
        String id, String owner, Set<String> scopes, Optional<Instant> expiresAt, Optional<String> session)
        implements Verification {
    /**
     * Whether the key may do something.
     *
     * @param scope what is asked for
     * @return false calls for a 403 with {@link #insufficientScope}
     */
    public boolean has(String scope) {
        return scopes.contains(scope);
    }

    /**
     * The {@code WWW-Authenticate} of a 403 (RFC 6750, section 3).
     *
     * @param realm the application's name, as in {@link KeyRejection#challenge}
     * @param scope what the key would need, of the policy's scopes
     * @return the header's value
     */
    public static String insufficientScope(String realm, String scope) {
        return KeyRejection.challenge(realm, "insufficient_scope", "The key lacks a scope.") + ", scope=\"" + scope
                + "\"";
    }
}
