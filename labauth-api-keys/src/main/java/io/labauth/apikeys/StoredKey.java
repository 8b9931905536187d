package io.labauth.apikeys;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A row of the table.
 *
 * @param id what is public of the key
 * @param hash what the key is recognised by
 * @param owner whose it is
 * @param note what for
 * @param scopes null for the owner's
 * @param session the handle of the browser session that it ends with, or null
 * @param createdAt to the millisecond
 * @param expiresAt null for never
 * @param lastUsedAt null if it was not, or was not yet written down
 * @param revokedAt null if it is not
 * @param replacedBy the id of the key that took its place, or null
 */
record StoredKey(
        String id,
        KeyHash hash,
        String owner,
        String note,
        @Nullable Set<String> scopes,
        @Nullable String session,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant lastUsedAt,
        @Nullable Instant revokedAt,
        @Nullable String replacedBy) {

    boolean isActive(Instant now) {
        return revokedAt == null && !isExpired(now);
    }

    boolean isExpired(Instant now) {
        return expiresAt != null && !now.isBefore(expiresAt);
    }
}
