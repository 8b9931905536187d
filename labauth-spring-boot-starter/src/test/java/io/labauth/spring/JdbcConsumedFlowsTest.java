package io.labauth.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.labauth.web.ConsumedFlows.Answer;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

/** What is the table's own; what every store does is in the sample's ConsumedFlowsContract. */
class JdbcConsumedFlowsTest {
    private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

    private final JdbcDataSource database = new JdbcDataSource();
    private final JdbcTemplate sql = new JdbcTemplate(database);
    private final List<Runnable> sweeps = new ArrayList<>();
    private final SettableClock clock = new SettableClock(START);

    @BeforeEach
    void createTable() {
        database.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        new ResourceDatabasePopulator(new ClassPathResource("META-INF/labauth/labauth-schema.sql")).execute(database);
    }

    @Test
    void schema_whenTheTableIsThere_leavesItsRows() {
        JdbcConsumedFlows flows = new JdbcConsumedFlows(database, clock, sweeps::add);
        flows.consume(id(1), START.plusSeconds(60));

        new ResourceDatabasePopulator(new ClassPathResource("META-INF/labauth/labauth-schema.sql")).execute(database);

        assertThat(flows.consume(id(1), START.plusSeconds(60))).isEqualTo(Answer.AGAIN);
    }

    @Test
    void consume_withinTheFirstMinute_deletesNothing() {
        JdbcConsumedFlows flows = new JdbcConsumedFlows(database, clock, sweeps::add);

        clock.advance(Duration.ofSeconds(59));
        flows.consume(id(1), START.plusSeconds(60));

        assertThat(sweeps).isEmpty();
    }

    @Test
    void consume_onceAMinute_leavesTheDeletionToAnotherThread() {
        JdbcConsumedFlows flows = new JdbcConsumedFlows(database, clock, sweeps::add);

        clock.advance(Duration.ofMinutes(1));
        for (int i = 0; i < 10; i++) {
            flows.consume(id(i), START.plusSeconds(600));
        }

        assertThat(sweeps).hasSize(1);
    }

    @Test
    void deletion_whenManyAreExpired_takesAllOfThemAndNoOther() {
        insertExpired(2 * ExpiredRows.BATCH + 1);
        JdbcConsumedFlows flows = new JdbcConsumedFlows(database, clock, Runnable::run);

        clock.advance(Duration.ofMinutes(1));
        flows.consume(id(0), START.plusSeconds(600));

        assertThat(rows()).isOne();
        assertThat(flows.consume(id(0), START.plusSeconds(600))).isEqualTo(Answer.AGAIN);
    }

    @Test
    void deletion_whenTheDatabaseFails_harmsNobodyAndIsTriedAMinuteLater() {
        insertExpired(3);
        JdbcConsumedFlows flows = new JdbcConsumedFlows(database, clock, sweeps::add);
        clock.advance(Duration.ofMinutes(1));
        flows.consume(id(1), START.plusSeconds(600));
        sql.execute("ALTER TABLE labauth_consumed_flow RENAME TO elsewhere");
        sweeps.remove(0).run();
        sql.execute("ALTER TABLE elsewhere RENAME TO labauth_consumed_flow");

        clock.advance(Duration.ofMinutes(1));
        flows.consume(id(2), START.plusSeconds(600));
        sweeps.remove(0).run();

        assertThat(rows()).isEqualTo(2);
    }

    @Test
    void consume_whenThePoolCommitsNothingByItself_commits() {
        JdbcConsumedFlows flows = new JdbcConsumedFlows(withoutAutoCommit(), clock, Runnable::run);

        flows.consume(id(1), START.plusSeconds(60));

        assertThat(rows()).isOne();
    }

    private long rows() {
        return sql.queryForObject("SELECT count(*) FROM labauth_consumed_flow", Long.class);
    }

    private void insertExpired(int count) {
        for (int i = 0; i < count; i++) {
            sql.update(
                    "INSERT INTO labauth_consumed_flow (flow_id, expires_at) VALUES (?, ?)",
                    "expired-" + i,
                    START.getEpochSecond() - i);
        }
    }

    private DelegatingDataSource withoutAutoCommit() {
        return new DelegatingDataSource(database) {
            @Override
            public Connection getConnection() throws SQLException {
                Connection connection = super.getConnection();
                connection.setAutoCommit(false);
                return connection;
            }
        };
    }

    private static String id(int number) {
        return "%022d".formatted(number);
    }

    private static final class SettableClock extends Clock {
        private Instant now;

        SettableClock(Instant now) {
            this.now = now;
        }

        void advance(Duration duration) {
            now = now.plus(duration);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
