package io.labauth.spring;

import io.labauth.web.ConsumedFlows;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.Executor;
import javax.sql.DataSource;

/**
 * Remembers completed logins in a table: whoever inserts the id is the first. Thread-safe.
 *
 * <p>The table is that of {@code META-INF/labauth/labauth-schema.sql}, whose statements PostgreSQL and H2 understand. Each insert has a
 * connection and a transaction of its own, so that nothing of the application can take it back. About once a minute expired rows are deleted
 * on a thread of their own.
 *
 * <p>How long a database that is down can hold a sign-in is the connection pool's setting, with HikariCP {@code connection-timeout}; while it
 * is down, one sign-in at a time waits for it and the others are told at once.
 */
public final class JdbcConsumedFlows implements ConsumedFlows {
    private static final String INSERT = "INSERT INTO labauth_consumed_flow (flow_id, expires_at) VALUES (?, ?)";
    private static final int TIMEOUT_SECONDS = 2;
    /** The class of SQLSTATE for violated constraints; the table has no other than its key. */
    private static final String DUPLICATE = "23";

    private final DataSource dataSource;
    private final ExpiredRows expiredRows;
    private final StoreOutage outage = new StoreOutage("the database");

    /**
     * Uses a database that has the table.
     *
     * @param dataSource the same database for all nodes
     * @param clock what tells that an id has expired
     */
    public JdbcConsumedFlows(DataSource dataSource, Clock clock) {
        this(dataSource, clock, JdbcConsumedFlows::onAThreadOfItsOwn);
    }

    JdbcConsumedFlows(DataSource dataSource, Clock clock, Executor sweeper) {
        this.dataSource = dataSource;
        this.expiredRows = new ExpiredRows(dataSource, clock, sweeper);
    }

    @Override
    public Answer consume(String flowId, Instant expiresAt) {
        Answer answer = outage.ask(() -> insert(flowId, expiresAt));
        if (answer == Answer.FIRST) {
            expiredRows.deleteWhenDue();
        }
        return answer;
    }

    @Override
    public String toString() {
        return "JdbcConsumedFlows[]";
    }

    private Answer insert(String flowId, Instant expiresAt) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setQueryTimeout(TIMEOUT_SECONDS);
            insert.setString(1, flowId);
            insert.setLong(2, expiresAt.getEpochSecond());
            insert.executeUpdate();
            if (!connection.getAutoCommit()) {
                connection.commit();
            }
            return Answer.FIRST;
        } catch (SQLException e) {
            if (e.getSQLState() != null && e.getSQLState().startsWith(DUPLICATE)) {
                return Answer.AGAIN;
            }
            throw e;
        }
    }

    private static void onAThreadOfItsOwn(Runnable sweep) {
        Thread thread = new Thread(sweep, "labauth-expired-flows");
        thread.setDaemon(true);
        thread.start();
    }
}
