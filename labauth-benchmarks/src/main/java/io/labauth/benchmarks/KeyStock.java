package io.labauth.benchmarks;

import io.labauth.Secret;
import io.labauth.apikeys.ApiKeyPolicy;
import io.labauth.apikeys.ApiKeys;
import io.labauth.apikeys.KeyRejection;
import io.labauth.apikeys.NewApiKey;
import io.labauth.apikeys.Peppers;
import io.labauth.apikeys.Verification;
import io.labauth.apikeys.VerifiedKey;
import java.net.InetAddress;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;

/** An application with many keys, ten of each owner. */
final class KeyStock implements AutoCloseable {
    private static final int KEYS_OF_AN_OWNER = 10;
    private static final InetAddress ADDRESS = InetAddress.getLoopbackAddress();

    private final DataSource database;
    private final ApiKeys keys;
    private final List<Secret> secrets = new ArrayList<>();

    KeyStock(DataSource database, int stocked, int cached) {
        this.database = database;
        this.keys = ApiKeys.builder(database, Peppers.generate(), owner -> Optional.of(Set.of("read", "write")))
                .policy(() -> ApiKeyPolicy.of(Set.of("read", "write")))
                .cached(cached)
                .build();
        for (int i = 0; i < stocked; i++) {
            secrets.add(keys.of("owner-" + i / KEYS_OF_AN_OWNER)
                    .create(NewApiKey.expiring("benchmark", Duration.ofDays(30)).scopes(Set.of("read")))
                    .secret());
        }
    }

    void verify(int index) {
        if (!(keys.verify(secrets.get(index), ADDRESS) instanceof VerifiedKey)) {
            throw new IllegalStateException("A good key was refused.");
        }
    }

    /** Nanoseconds until a wrong key is refused that comes from this address. */
    long refuse(Secret wrong, InetAddress from) {
        long before = System.nanoTime();
        Verification answer = keys.verify(wrong, from);
        long nanos = System.nanoTime() - before;
        if (answer != KeyRejection.INVALID) {
            throw new IllegalStateException("A wrong key was not refused as one: " + answer + ".");
        }
        return nanos;
    }

    Secret secret(int index) {
        return secrets.get(index);
    }

    int size() {
        return secrets.size();
    }

    /** Microseconds for the list of one owner. */
    double list() {
        long before = System.nanoTime();
        if (keys.of("owner-0").list().size() != KEYS_OF_AN_OWNER) {
            throw new IllegalStateException("The list is not that of the owner.");
        }
        return (System.nanoTime() - before) / 1e3;
    }

    /** Rows of other owners, as if they had been there for long. */
    void fill(int rows) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            boolean h2 = connection.getMetaData().getDatabaseProductName().equals("H2");
            statement.execute("INSERT INTO labauth_api_key (id, hash, pepper, owner, note, scopes, created_at)"
                    + " SELECT 'f' || n, 'h', 'p', 'filler-' || n / 10, '', 'inherit', n FROM "
                    + (h2 ? "system_range(1, " + rows + ") AS r(n)" : "generate_series(1, " + rows + ") AS r(n)"));
            statement.execute(h2 ? "ANALYZE" : "VACUUM ANALYZE labauth_api_key");
            statement.execute(h2 ? "CHECKPOINT SYNC" : "CHECKPOINT");
        }
    }

    ApiKeys keys() {
        return keys;
    }

    /** What a request with this key has in its header {@code Authorization}. */
    String authorization(int index) {
        return "Bearer " + secrets.get(index).reveal();
    }

    @Override
    public void close() {
        keys.close();
    }
}
