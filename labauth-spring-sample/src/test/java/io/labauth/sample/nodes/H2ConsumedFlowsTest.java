package io.labauth.sample.nodes;

import io.labauth.spring.JdbcConsumedFlows;
import io.labauth.web.ConsumedFlows;
import java.time.Clock;
import java.util.UUID;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

class H2ConsumedFlowsTest implements ConsumedFlowsContract {
    private final JdbcDataSource database = new JdbcDataSource();

    @BeforeEach
    void createTable() {
        database.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        new ResourceDatabasePopulator(new ClassPathResource("META-INF/labauth/labauth-schema.sql")).execute(database);
    }

    @Override
    public ConsumedFlows node(Clock clock) {
        return new JdbcConsumedFlows(database, clock);
    }
}
