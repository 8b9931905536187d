package io.labauth.apikeys;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/**
 * Hears from PostgreSQL what other nodes changed, on a daemon thread and one connection of its own.
 *
 * <p>When the connection breaks it makes another, and forgets everything, since nobody knows what it missed. Until then rows grow stale as if
 * nobody told.
 */
final class ChangeListener implements AutoCloseable {
    private static final Logger LOG = System.getLogger(ChangeListener.class.getName());
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int ALIVE_SECONDS = 2;

    private final DataSource dataSource;
    private final Consumer<KeyChange> changed;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "labauth-api-key-changes");

    ChangeListener(DataSource dataSource, Consumer<KeyChange> changed) {
        this.dataSource = dataSource;
        this.changed = changed;
    }

    void start() {
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        closed.countDown();
    }

    private void run() {
        boolean heard = true;
        while (!isClosed(Duration.ZERO)) {
            try (Connection connection = Database.open(dataSource)) {
                execute(connection, "LISTEN " + KeyChange.CHANNEL);
                changed.accept(KeyChange.ofAll());
                heard = true;
                receive(connection);
                execute(connection, "UNLISTEN " + KeyChange.CHANNEL);
            } catch (SQLException e) {
                if (heard && !isClosed(Duration.ZERO)) {
                    LOG.log(
                            Level.WARNING,
                            "Revocations of API keys on other nodes are not heard (SQLSTATE {0}); they count here within {1} s.",
                            e.getSQLState(),
                            CachedKey.STALENESS.toSeconds());
                }
                heard = false;
                isClosed(PAUSE);
            }
        }
    }

    private void receive(Connection connection) throws SQLException {
        PGConnection postgres = connection.unwrap(PGConnection.class);
        while (!isClosed(Duration.ZERO)) {
            PGNotification @Nullable [] notifications = postgres.getNotifications((int) PAUSE.toMillis());
            if (notifications == null || notifications.length == 0) {
                if (!connection.isValid(ALIVE_SECONDS)) {
                    throw new SQLException("The connection is dead.", "08006");
                }
                continue;
            }
            for (PGNotification notification : notifications) {
                KeyChange.parse(notification.getParameter()).ifPresent(changed);
            }
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        connection.setAutoCommit(true);
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private boolean isClosed(Duration wait) {
        try {
            return closed.await(wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
