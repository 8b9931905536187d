package io.labauth.apikeys;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Brings the tables to this version, with a history of its own beside whatever else the database has. */
final class KeySchema {
    private static final String HISTORY = "labauth_api_key_history";

    private KeySchema() {}

    static void migrate(DataSource dataSource) {
        Flyway.configure(KeySchema.class.getClassLoader())
                .dataSource(dataSource)
                .locations("classpath:io/labauth/apikeys/schema")
                .table(HISTORY)
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .load()
                .migrate();
    }
}
