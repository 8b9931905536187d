package io.labauth.apikeys;

import io.labauth.apikeys.KeyRefusedException.Reason;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The keys, as they are stored. Thread-safe, on one node and on many.
 *
 * <p>Every method throws {@link io.labauth.ConnectionException} when the database does not answer. Then a change may or may not have
 * been made; one that returned stays, whatever becomes of the process.
 */
final class KeyTable {
    private static final String INSERT =
            "INSERT INTO labauth_api_key (" + KeyRow.COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String REVOKE = "UPDATE labauth_api_key SET revoked_at = ? WHERE revoked_at IS NULL";
    private static final String ACTIVE = " revoked_at IS NULL AND (expires_at IS NULL OR expires_at > ?) ";

    /** The class of SQLSTATE for violated constraints. */
    private static final String CONSTRAINT = "23";

    private static final int LISTED = 1000;

    private final Database database;

    KeyTable(Database database) {
        this.database = database;
    }

    /** Adds a key unless its owner has as many active ones as allowed, the replaced not counted. */
    boolean insert(StoredKey key, int limit) {
        makeLockable(key.owner());
        return database.change((connection, changes) -> {
            lock(connection, key.owner());
            if (active(connection, "replaced_by IS NULL", key) >= limit) {
                return false;
            }
            insert(connection, key);
            return true;
        });
    }

    Optional<StoredKey> find(String id) {
        return database.read(connection -> select(connection, "id = ?", id)).stream()
                .findFirst();
    }

    /** Newest first and all of them, so that no key hides behind others. */
    List<StoredKey> activeOfOwner(String owner, Instant now) {
        String condition = "owner = ? AND" + ACTIVE + "ORDER BY created_at DESC, id";
        return database.read(connection -> select(connection, condition, owner, now.toEpochMilli()));
    }

    /** The same with those that are revoked or expired, a thousand at most. */
    List<StoredKey> ofOwner(String owner) {
        String condition = "owner = ? ORDER BY created_at DESC, id FETCH FIRST " + LISTED + " ROWS ONLY";
        return database.read(connection -> select(connection, condition, owner));
    }

    /** By id, from the one behind the given one on. */
    List<StoredKey> page(String after, int size) {
        String condition = "id > ? ORDER BY id FETCH FIRST " + size + " ROWS ONLY";
        return database.read(connection -> select(connection, condition, after));
    }

    /** The same without those that are revoked or expired. */
    List<StoredKey> activePage(String after, int size, Instant now) {
        String condition = "id > ? AND" + ACTIVE + "ORDER BY id FETCH FIRST " + size + " ROWS ONLY";
        return database.read(connection -> select(connection, condition, after, now.toEpochMilli()));
    }

    /** The key as it is now; empty if it was revoked before. */
    Optional<StoredKey> revoke(String id, Instant now) {
        return database.change((connection, changes) -> {
            changes.accept(KeyChange.ofKey(id));
            return update(connection, REVOKE + " AND id = ?", now.toEpochMilli(), id) == 1
                    ? select(connection, "id = ?", id).stream().findFirst()
                    : Optional.empty();
        });
    }

    int revokeAllOf(String owner, Instant now) {
        makeLockable(owner);
        return database.change((connection, changes) -> {
            lock(connection, owner);
            changes.accept(KeyChange.ofOwner(owner));
            return update(connection, REVOKE + " AND owner = ?", now.toEpochMilli(), owner);
        });
    }

    int revokeAll(Instant now) {
        return database.change((connection, changes) -> {
            changes.accept(KeyChange.ofAll());
            return update(connection, REVOKE, now.toEpochMilli());
        });
    }

    int endSession(String handle, Instant now) {
        return database.change((connection, changes) -> {
            select(connection, "session_handle = ?", handle).forEach(key -> changes.accept(KeyChange.ofKey(key.id())));
            return update(connection, REVOKE + " AND session_handle = ?", now.toEpochMilli(), handle);
        });
    }

    /**
     * Adds a key in place of another, which then expires at the given time; unless that one is inactive or was replaced, or would be one more
     * that is replaced and still active than allowed.
     *
     * @return why not; empty if it was done
     */
    Optional<Reason> replace(String id, Instant expiresAt, StoredKey successor, int limit) {
        String sql =
                "UPDATE labauth_api_key SET replaced_by = ?, expires_at = ? WHERE id = ? AND replaced_by IS NULL AND"
                        + ACTIVE;
        Instant now = successor.createdAt();
        makeLockable(successor.owner());
        return database.change((connection, changes) -> {
            lock(connection, successor.owner());
            if (expiresAt.isAfter(now) && active(connection, "replaced_by IS NOT NULL", successor) >= limit) {
                return Optional.of(Reason.TOO_MANY_KEYS);
            }
            if (update(connection, sql, successor.id(), expiresAt.toEpochMilli(), id, now.toEpochMilli()) == 0) {
                return Optional.of(Reason.NOT_ACTIVE);
            }
            insert(connection, successor);
            changes.accept(KeyChange.ofKey(id));
            return Optional.empty();
        });
    }

    /** Writes down when keys were last used, in the order of their ids so that two nodes never wait for each other. */
    void used(Map<String, KeyUse> uses) {
        String sql =
                "UPDATE labauth_api_key SET last_used_at = ? WHERE id = ? AND (last_used_at IS NULL OR last_used_at < ?)";
        String rehash = "UPDATE labauth_api_key SET pepper = ?, hash = ? WHERE id = ?";
        database.change((connection, changes) -> {
            try (PreparedStatement use = prepare(connection, sql);
                    PreparedStatement move = prepare(connection, rehash)) {
                for (Map.Entry<String, KeyUse> each : new TreeMap<>(uses).entrySet()) {
                    addUse(use, each.getKey(), each.getValue().at());
                    addMove(move, each.getKey(), each.getValue().newHash());
                }
                move.executeBatch();
                return use.executeBatch().length;
            }
        });
    }

    private static void addUse(PreparedStatement use, String id, Instant at) throws SQLException {
        use.setLong(1, at.toEpochMilli());
        use.setString(2, id);
        use.setLong(3, at.toEpochMilli());
        use.addBatch();
    }

    private static void addMove(PreparedStatement move, String id, @Nullable KeyHash hash) throws SQLException {
        if (hash != null) {
            move.setString(1, hash.pepperId());
            move.setString(2, hash.text());
            move.setString(3, id);
            move.addBatch();
        }
    }

    /** Beforehand, since an insert that fails ends a transaction of PostgreSQL. */
    private void makeLockable(String owner) {
        String sql = "INSERT INTO labauth_api_key_owner (owner) SELECT CAST(? AS VARCHAR(255))"
                + " WHERE NOT EXISTS (SELECT 1 FROM labauth_api_key_owner WHERE owner = ?)";
        database.read(connection -> {
            try (PreparedStatement insert = prepare(connection, sql, owner, owner)) {
                return insert.executeUpdate();
            } catch (SQLException e) {
                if (e.getSQLState() != null && e.getSQLState().startsWith(CONSTRAINT)) {
                    // Another has just made it.
                    return 0;
                }
                throw e;
            }
        });
    }

    private void lock(Connection connection, String owner) throws SQLException {
        String sql = "SELECT owner FROM labauth_api_key_owner WHERE owner = ? FOR UPDATE";
        try (PreparedStatement lock = prepare(connection, sql, owner)) {
            lock.executeQuery().close();
        }
    }

    /** How many keys of the same owner are active when a key is made. */
    private int active(Connection connection, String condition, StoredKey made) throws SQLException {
        String sql = "SELECT count(*) FROM labauth_api_key WHERE owner = ? AND " + condition + " AND" + ACTIVE;
        try (PreparedStatement count =
                        prepare(connection, sql, made.owner(), made.createdAt().toEpochMilli());
                ResultSet rows = count.executeQuery()) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private void insert(Connection connection, StoredKey key) throws SQLException {
        try (PreparedStatement insert = prepare(connection, INSERT)) {
            KeyRow.write(key, insert);
            insert.executeUpdate();
        }
    }

    private int update(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement update = prepare(connection, sql, values)) {
            return update.executeUpdate();
        }
    }

    private List<StoredKey> select(Connection connection, String condition, Object... values) throws SQLException {
        String sql = "SELECT " + KeyRow.COLUMNS + " FROM labauth_api_key WHERE " + condition;
        try (PreparedStatement select = prepare(connection, sql, values);
                ResultSet rows = select.executeQuery()) {
            List<StoredKey> keys = new ArrayList<>();
            while (rows.next()) {
                keys.add(KeyRow.read(rows));
            }
            return keys;
        }
    }

    private PreparedStatement prepare(Connection connection, String sql, Object... values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        database.dialect().limit(statement);
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }
}
