package io.labauth.apikeys;

import java.io.PrintWriter;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Logger;
import javax.sql.DataSource;

/** Counts how often the database is asked, can be down, and can have connections that fail at something. */
final class CountingDataSource implements DataSource {
    private final DataSource database;
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicBoolean down = new AtomicBoolean();
    private final Map<String, String> failures = new ConcurrentHashMap<>();
    private final AtomicBoolean channelCut = new AtomicBoolean();

    CountingDataSource(DataSource database) {
        this.database = database;
    }

    int connections() {
        return connections.get();
    }

    void down(boolean isDown) {
        down.set(isDown);
    }

    /** A method of {@link Connection} fails with this SQLSTATE, until an empty one is given. */
    void fail(String method, String sqlState) {
        if (sqlState.isEmpty()) {
            failures.remove(method);
        } else {
            failures.put(method, sqlState);
        }
    }

    /** Nobody hears from other nodes any more. */
    void cutChannel() {
        channelCut.set(true);
    }

    @Override
    public Connection getConnection() throws SQLException {
        connections.incrementAndGet();
        boolean listening = Thread.currentThread().getName().equals("labauth-api-key-changes");
        if (down.get() || (listening && channelCut.get())) {
            throw new SQLException("down", "08001");
        }
        if (failures.containsKey("getConnection")) {
            throw new IllegalStateException("no pool");
        }
        return failing(database.getConnection());
    }

    private Connection failing(Connection connection) {
        if (failures.isEmpty()) {
            return connection;
        }
        InvocationHandler handler = (proxy, method, arguments) -> {
            String sqlState = failures.get(method.getName());
            if (sqlState != null) {
                throw new SQLException(method.getName(), sqlState);
            }
            return method.invoke(connection, arguments);
        };
        return (Connection)
                Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {Connection.class}, handler);
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return getConnection();
    }

    @Override
    public PrintWriter getLogWriter() {
        return new PrintWriter(System.err, true, java.nio.charset.StandardCharsets.UTF_8);
    }

    @Override
    public void setLogWriter(PrintWriter out) {}

    @Override
    public void setLoginTimeout(int seconds) {}

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return database.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return database.isWrapperFor(type);
    }
}
