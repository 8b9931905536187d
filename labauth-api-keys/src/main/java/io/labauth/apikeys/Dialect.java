package io.labauth.apikeys;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/** Where the two databases differ. */
enum Dialect {
    /** Embedded, of one process: nobody else to tell, but a commit alone stays in memory for half a second. */
    H2 {
        @Override
        void announce(Connection connection, KeyChange change) {}

        @Override
        void limit(Statement statement) {
            // Nothing to wait for, and the setting would cost a statement of its own.
        }

        @Override
        void secure(Connection connection) throws SQLException {
            try (Statement checkpoint = connection.createStatement()) {
                checkpoint.execute("CHECKPOINT SYNC");
            }
        }
    },
    /** Tells all nodes when the transaction commits; a commit is on disk. */
    POSTGRESQL {
        @Override
        void announce(Connection connection, KeyChange change) throws SQLException {
            try (PreparedStatement notify = connection.prepareStatement("SELECT pg_notify(?, ?)")) {
                notify.setString(1, KeyChange.CHANNEL);
                notify.setString(2, change.text());
                notify.execute();
            }
        }

        @Override
        void limit(Statement statement) throws SQLException {
            statement.setQueryTimeout(TIMEOUT_SECONDS);
        }

        @Override
        void secure(Connection connection) {}
    };

    private static final int TIMEOUT_SECONDS = 5;

    /** So that a statement does not hold a request for ever. */
    abstract void limit(Statement statement) throws SQLException;

    /** Within the transaction. */
    abstract void announce(Connection connection, KeyChange change) throws SQLException;

    /** After the commit: what is acknowledged survives the process. */
    abstract void secure(Connection connection) throws SQLException;

    static Dialect of(Connection connection) throws SQLException {
        String product = connection.getMetaData().getDatabaseProductName();
        return switch (product) {
            case "H2" -> H2;
            case "PostgreSQL" -> POSTGRESQL;
            default ->
                throw new IllegalStateException("API keys are stored in PostgreSQL or H2, not in " + product + ".");
        };
    }
}
