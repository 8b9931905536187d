package io.labauth.apikeys;

import io.labauth.ConnectionException;
import io.labauth.Secret;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;

/** An application with keys: Ada reads and writes, Ben reads. */
final class Lab implements AutoCloseable {
    static final Duration MONTH = Duration.ofDays(30);
    static final ApiKeyPolicy POLICY =
            ApiKeyPolicy.of(Set.of("read", "write", "admin")).keysPerOwner(5);

    final TestClock clock = new TestClock();
    final Map<String, Set<String>> rights = new ConcurrentHashMap<>();
    final Set<String> sessions = ConcurrentHashMap.newKeySet();
    final AtomicBoolean sessionsDown = new AtomicBoolean();
    final AtomicBoolean rightsDown = new AtomicBoolean();
    final AtomicReference<ApiKeyPolicy> policy = new AtomicReference<>(POLICY);
    final AtomicBoolean impersonating = new AtomicBoolean();
    final CountingDataSource database;
    final ApiKeys keys;

    Lab() {
        this(inMemory(), Peppers.of(List.of(PeppersTest.ONE)));
    }

    Lab(DataSource dataSource, Peppers peppers) {
        rights.put("ada", Set.of("read", "write"));
        rights.put("ben", Set.of("read"));
        this.database = new CountingDataSource(dataSource);
        this.keys = node(peppers);
    }

    /** Another application on the same database. */
    ApiKeys node(Peppers peppers) {
        return ApiKeys.builder(database, peppers, this::rightsOf)
                .policy(policy::get)
                .liveSessions(this::isAlive)
                .refuseWhile(impersonating::get)
                .clock(clock)
                .nanoTime(clock::nanoTime)
                .build();
    }

    private Optional<Set<String>> rightsOf(String owner) {
        if (rightsDown.get()) {
            throw new ConnectionException("The directory of people does not answer.", null);
        }
        return Optional.ofNullable(rights.get(owner));
    }

    private boolean isAlive(String handle) {
        if (sessionsDown.get()) {
            throw new ConnectionException("The store of sessions does not answer.", null);
        }
        return sessions.contains(handle);
    }

    static DataSource inMemory() {
        return JdbcConnectionPool.create("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa", "");
    }

    IssuedKey keyOf(String owner) {
        return keys.of(owner).create(NewApiKey.expiring("nightly job", MONTH));
    }

    Verification verify(Secret key) {
        return keys.verify(key, address("203.0.113.7"));
    }

    static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Override
    public void close() {
        keys.close();
    }
}
