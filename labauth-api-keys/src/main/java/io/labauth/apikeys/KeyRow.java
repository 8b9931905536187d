package io.labauth.apikeys;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Between a row's columns and a {@link StoredKey}. */
final class KeyRow {
    static final String COLUMNS = "id, hash, pepper, owner, note, scopes, session_handle, created_at, expires_at,"
            + " last_used_at, revoked_at, replaced_by";

    /** The scopes of a key that has its owner's. */
    static final String INHERIT = "inherit";

    private KeyRow() {}

    static StoredKey read(ResultSet row) throws SQLException {
        return new StoredKey(
                row.getString("id"),
                KeyHash.stored(row.getString("pepper"), row.getString("hash")),
                row.getString("owner"),
                row.getString("note"),
                scopes(row.getString("scopes")),
                row.getString("session_handle"),
                Instant.ofEpochMilli(row.getLong("created_at")),
                instant(row, "expires_at"),
                instant(row, "last_used_at"),
                instant(row, "revoked_at"),
                row.getString("replaced_by"));
    }

    /** Sets the parameters of an insert of all {@link #COLUMNS}. */
    static void write(StoredKey key, PreparedStatement insert) throws SQLException {
        insert.setString(1, key.id());
        insert.setString(2, key.hash().text());
        insert.setString(3, key.hash().pepperId());
        insert.setString(4, key.owner());
        insert.setString(5, key.note());
        insert.setString(6, text(key.scopes()));
        insert.setString(7, key.session());
        insert.setLong(8, key.createdAt().toEpochMilli());
        set(insert, 9, key.expiresAt());
        set(insert, 10, key.lastUsedAt());
        set(insert, 11, key.revokedAt());
        insert.setString(12, key.replacedBy());
    }

    static String text(@Nullable Set<String> scopes) {
        return scopes == null ? INHERIT : String.join(" ", new TreeSet<>(scopes));
    }

    private static @Nullable Set<String> scopes(String text) {
        if (text.isEmpty()) {
            return Set.of();
        }
        return text.equals(INHERIT) ? null : Collections.unmodifiableSet(new TreeSet<>(List.of(text.split(" "))));
    }

    private static void set(PreparedStatement statement, int index, @Nullable Instant instant) throws SQLException {
        if (instant == null) {
            statement.setNull(index, Types.BIGINT);
        } else {
            statement.setLong(index, instant.toEpochMilli());
        }
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis);
    }
}
