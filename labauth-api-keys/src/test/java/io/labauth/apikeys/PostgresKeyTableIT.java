package io.labauth.apikeys;

import com.zaxxer.hikari.HikariDataSource;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class PostgresKeyTableIT implements KeyTableContract {
    private static PostgresServer postgres;
    private static HikariDataSource pool;

    @BeforeAll
    static void start() throws Exception {
        postgres = new PostgresServer();
        pool = new HikariDataSource();
        pool.setDataSource(postgres.dataSource());
    }

    @AfterAll
    static void stop() throws Exception {
        pool.close();
        postgres.close();
    }

    @Override
    public DataSource database() {
        return pool;
    }
}
