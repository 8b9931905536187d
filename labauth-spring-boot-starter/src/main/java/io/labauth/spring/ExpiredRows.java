package io.labauth.spring;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;

/** Deletes what has expired: in batches, so that no lock is held for long, and at most once a minute. */
final class ExpiredRows {
    static final int BATCH = 1_000;

    private static final Logger LOG = System.getLogger(ExpiredRows.class.getName());
    private static final Duration INTERVAL = Duration.ofMinutes(1);
    private static final int TIMEOUT_SECONDS = 30;
    private static final String DELETE = "DELETE FROM labauth_consumed_flow WHERE flow_id IN"
            + " (SELECT flow_id FROM labauth_consumed_flow WHERE expires_at < ? ORDER BY expires_at LIMIT " + BATCH
            + ")";

    private final DataSource dataSource;
    private final Clock clock;
    private final Executor sweeper;
    private final AtomicReference<Instant> due;

    ExpiredRows(DataSource dataSource, Clock clock, Executor sweeper) {
        this.dataSource = dataSource;
        this.clock = clock;
        this.sweeper = sweeper;
        this.due = new AtomicReference<>(clock.instant().plus(INTERVAL));
    }

    void deleteWhenDue() {
        Instant now = clock.instant();
        Instant next = due.get();
        if (!now.isBefore(next) && due.compareAndSet(next, now.plus(INTERVAL))) {
            sweeper.execute(() -> delete(now));
        }
    }

    private void delete(Instant now) {
        try {
            int deleted = BATCH;
            while (deleted >= BATCH) {
                deleted = deleteBatch(now);
            }
        } catch (SQLException | RuntimeException e) {
            // Another node may be deleting the same rows; the next minute sees to what is left.
            LOG.log(Level.WARNING, "Expired sign-ins were not deleted: " + problem(e));
        }
    }

    /** The database's own words may have its address in them, and with it a password. */
    private static String problem(Exception e) {
        return e instanceof SQLException refused
                ? "SQLSTATE " + refused.getSQLState()
                : e.getClass().getSimpleName();
    }

    private int deleteBatch(Instant now) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement delete = connection.prepareStatement(DELETE)) {
            delete.setQueryTimeout(TIMEOUT_SECONDS);
            delete.setLong(1, now.getEpochSecond());
            int deleted = delete.executeUpdate();
            if (!connection.getAutoCommit()) {
                connection.commit();
            }
            return deleted;
        }
    }
}
