package io.labauth.apikeys;

import io.labauth.ConnectionException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javax.sql.DataSource;

/** Connections and transactions, and word of each change that was committed. Thread-safe. */
final class Database {
    /** SQLSTATE. */
    private static final String CANNOT_CONNECT = "08001";

    private final DataSource dataSource;
    private final Dialect dialect;
    private final Consumer<KeyChange> committed;

    /** What is done with a connection. */
    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    /** What is done in a transaction, which tells what it changed. */
    interface Change<T> {
        T on(Connection connection, Consumer<KeyChange> changes) throws SQLException;
    }

    Database(DataSource dataSource, Consumer<KeyChange> committed) {
        this.dataSource = dataSource;
        this.committed = committed;
        this.dialect = with(dataSource, Dialect::of);
    }

    Dialect dialect() {
        return dialect;
    }

    /** A pool that cannot connect throws what it likes. */
    static Connection open(DataSource dataSource) throws SQLException {
        try {
            return dataSource.getConnection();
        } catch (RuntimeException e) {
            throw new SQLException("There is no connection.", CANNOT_CONNECT, e);
        }
    }

    <T> T read(Work<T> work) {
        return with(dataSource, work);
    }

    /** All or nothing. What comes back is on disk, and forgotten by this node; the other nodes were told. */
    <T> T change(Change<T> work) {
        List<KeyChange> changes = new ArrayList<>();
        try {
            return with(dataSource, connection -> inTransaction(connection, work, changes));
        } finally {
            // Also when it failed: perhaps only after the commit.
            changes.forEach(committed);
        }
    }

    private static <T> T with(DataSource dataSource, Work<T> work) {
        try (Connection connection = open(dataSource)) {
            return work.on(connection);
        } catch (SQLException e) {
            throw new ConnectionException(
                    "The database of the API keys failed (SQLSTATE " + e.getSQLState()
                            + "). Try again; if it stays, look at the database.",
                    e);
        }
    }

    private <T> T inTransaction(Connection connection, Change<T> work, List<KeyChange> changes) throws SQLException {
        boolean autoCommit = connection.getAutoCommit();
        connection.setAutoCommit(false);
        try {
            T result = work.on(connection, changes::add);
            for (KeyChange change : changes) {
                dialect.announce(connection, change);
            }
            connection.commit();
            dialect.secure(connection);
            connection.setAutoCommit(autoCommit);
            return result;
        } catch (SQLException | RuntimeException | Error e) {
            undo(connection, autoCommit, e);
            throw e;
        }
    }

    private static void undo(Connection connection, boolean autoCommit, Throwable cause) {
        try {
            connection.rollback();
            connection.setAutoCommit(autoCommit);
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }
}
