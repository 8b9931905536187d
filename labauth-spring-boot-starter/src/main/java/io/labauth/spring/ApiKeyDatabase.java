package io.labauth.spring;

import io.labauth.ConnectionException;
import io.labauth.apikeys.EmbeddedKeyDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.util.ClassUtils;

/**
 * Where the keys are.
 *
 * @param dataSource their database
 * @param closing what lets go of a database that is ours
 */
record ApiKeyDatabase(DataSource dataSource, Runnable closing) implements AutoCloseable {
    private static final String PROPERTY = "labauth.api-keys.file";
    private static final String H2 = "org.h2.jdbcx.JdbcConnectionPool";
    private static final String ADVICE = "Set " + PROPERTY
            + " to a path that this application may write, for instance /var/lib/lab/api-keys, and add com.h2database:h2; or"
            + " configure a DataSource of PostgreSQL, as spring.datasource.url=jdbc:postgresql://db.example.org/lab. Of several the keys are in the"
            + " one that is @Primary.";

    static ApiKeyDatabase of(@Nullable Path file, ObjectProvider<DataSource> applications, boolean mayBeLost) {
        if (file != null) {
            return embedded(file);
        }
        DataSource only = applications.getIfUnique();
        if (only != null) {
            return ofTheApplication(only, mayBeLost);
        }
        if (mayBeLost) {
            return inMemory();
        }
        throw new LabAuthPropertyException(
                applications.stream().findAny().isPresent()
                        ? "There are several DataSources for the API keys, and none of them is primary."
                        : "There is no database for the API keys: neither " + PROPERTY + " nor a DataSource.",
                ADVICE);
    }

    static LabAuthPropertyException unfit(String problem) {
        return new LabAuthPropertyException("The API keys cannot be opened. " + problem, ADVICE);
    }

    @Override
    public void close() {
        closing.run();
    }

    private static ApiKeyDatabase ofTheApplication(DataSource only, boolean mayBeLost) {
        if (!mayBeLost && isInMemory(only)) {
            throw unfit("The DataSource is H2 in memory: all keys would end with the process.");
        }
        return new ApiKeyDatabase(only, () -> {});
    }

    private static boolean isInMemory(DataSource dataSource) {
        try (Connection connection = dataSource.getConnection()) {
            return String.valueOf(connection.getMetaData().getURL()).startsWith("jdbc:h2:mem:");
        } catch (SQLException e) {
            // What does not answer is told of when the keys are opened.
            return false;
        }
    }

    private static ApiKeyDatabase embedded(Path file) {
        requireH2();
        try {
            EmbeddedKeyDatabase database = EmbeddedKeyDatabase.at(file);
            return new ApiKeyDatabase(database.dataSource(), database::close);
        } catch (IllegalArgumentException | ConnectionException e) {
            throw unfit(String.valueOf(e.getMessage()));
        }
    }

    /** For demo mode and development mode, whose keys may end with the process. */
    private static ApiKeyDatabase inMemory() {
        requireH2();
        JdbcConnectionPool pool =
                JdbcConnectionPool.create("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa", "");
        return new ApiKeyDatabase(pool, pool::dispose);
    }

    private static void requireH2() {
        if (!ClassUtils.isPresent(H2, null)) {
            throw unfit("They would be kept in H2, and com.h2database:h2 is missing.");
        }
    }
}
