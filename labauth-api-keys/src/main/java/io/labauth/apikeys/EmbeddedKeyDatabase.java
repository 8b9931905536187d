package io.labauth.apikeys;

import io.labauth.ConnectionException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.h2.api.ErrorCode;
import org.h2.jdbcx.JdbcConnectionPool;

/**
 * An H2 database in a file, for an application of one process: the place for API keys where there is no database server.
 *
 * <p>Needs {@code com.h2database:h2} on the class path. Thread-safe.
 */
public final class EmbeddedKeyDatabase implements AutoCloseable {
    private static final int CONNECTIONS = 8;

    private final JdbcConnectionPool pool;

    private EmbeddedKeyDatabase(JdbcConnectionPool pool) {
        this.pool = pool;
    }

    /**
     * Opens the database, and makes it where it is missing. Nobody else gets in while it is open.
     *
     * @param file where, without {@code .mv.db}, which H2 adds; keep it readable to the application alone
     * @return the database
     * @throws IllegalArgumentException if the path contains a semicolon, at which H2's settings begin
     * @throws ConnectionException if another process has the database open, or its file cannot be read and written
     */
    public static EmbeddedKeyDatabase at(Path file) {
        if (file.toString().indexOf(';') >= 0) {
            throw new IllegalArgumentException("The path of the database contains a semicolon.");
        }
        // Without a delay what was committed is in the file, also when the process is killed. An asynchronous channel
        // stays open when its thread is interrupted; another is closed, and with it the database.
        String url = "jdbc:h2:async:" + file.toAbsolutePath() + ";WRITE_DELAY=0";
        JdbcConnectionPool pool = JdbcConnectionPool.create(url, "sa", "");
        pool.setMaxConnections(CONNECTIONS);
        try {
            pool.getConnection().close();
        } catch (SQLException e) {
            pool.dispose();
            throw new ConnectionException(problem(e), e);
        }
        return new EmbeddedKeyDatabase(pool);
    }

    private static String problem(SQLException e) {
        return e.getErrorCode() == ErrorCode.DATABASE_ALREADY_OPEN_1
                ? "Another process has the file of the API keys open."
                : "The file of the API keys cannot be read and written (SQLSTATE " + e.getSQLState() + ").";
    }

    /**
     * What {@link ApiKeys} takes.
     *
     * @return connections to the database, until it is closed
     */
    public DataSource dataSource() {
        return pool;
    }

    /** Closes the database in peace: an interrupt of the thread waits until that is done. */
    @Override
    public void close() {
        boolean interrupted = Thread.interrupted();
        try (Connection connection = pool.getConnection();
                Statement shutdown = connection.createStatement()) {
            shutdown.execute("SHUTDOWN");
        } catch (SQLException e) {
            throw new IllegalStateException("The database of the API keys cannot be closed.", e);
        } finally {
            pool.dispose();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
