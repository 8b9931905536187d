package io.labauth.apikeys;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * A key as it is listed: without its secret, which nobody has but the holder. Immutable.
 *
 * @param id what names it in this application; not a secret
 * @param firstCharacters the key's text up to the secret
 * @param owner whose it is
 * @param note what for
 * @param scopes what it is limited to; empty if it has its owner's
 * @param endsWithSession whether it ends with a browser session
 * @param createdAt when it was made
 * @param expiresAt from when on it is not accepted; empty for never
 * @param lastUsedAt when it was used last, up to about ten seconds behind; empty if it was not
 * @param revokedAt since when it is not accepted; empty if it was not revoked
 * @param replacedBy the id of the key that took its place
 */
public record ApiKey(
        String id,
        String firstCharacters,
        String owner,
        String note,
        Optional<Set<String>> scopes,
        boolean endsWithSession,
        Instant createdAt,
        Optional<Instant> expiresAt,
        Optional<Instant> lastUsedAt,
        Optional<Instant> revokedAt,
        Optional<String> replacedBy) {

    static ApiKey listed(StoredKey key, KeyFormat format) {
        return new ApiKey(
                key.id(),
                format.firstCharacters(key.id()),
                key.owner(),
                key.note(),
                Optional.ofNullable(key.scopes()),
                key.session() != null,
                key.createdAt(),
                Optional.ofNullable(key.expiresAt()),
                Optional.ofNullable(key.lastUsedAt()),
                Optional.ofNullable(key.revokedAt()),
                Optional.ofNullable(key.replacedBy()));
    }

    /**
     * Whether it is neither revoked nor expired.
     *
     * @param now the current time
     * @return true also while its owner or its session is gone, which the table does not know
     */
    public boolean isActive(Instant now) {
        return revokedAt.isEmpty() && expiresAt.map(now::isBefore).orElse(true);
    }
}
