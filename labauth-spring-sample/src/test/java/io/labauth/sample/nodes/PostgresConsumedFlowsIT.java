package io.labauth.sample.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.labauth.spring.JdbcConsumedFlows;
import io.labauth.web.ConsumedFlows;
import io.labauth.web.ConsumedFlows.Answer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

class PostgresConsumedFlowsIT implements ConsumedFlowsContract {
    private static PostgresServer postgres;

    private final List<HikariDataSource> pools = new ArrayList<>();

    @BeforeAll
    static void start() {
        postgres = PostgresServer.started();
        new ResourceDatabasePopulator(new ClassPathResource("META-INF/labauth/labauth-schema.sql"))
                .execute(postgres.dataSource());
    }

    @AfterAll
    static void stop() {
        postgres.close();
    }

    @AfterEach
    void closePools() {
        pools.forEach(HikariDataSource::close);
    }

    /** With a pool of its own, as a node has it. */
    @Override
    public ConsumedFlows node(Clock clock) {
        HikariDataSource pool = new HikariDataSource();
        pool.setDataSource(postgres.dataSource());
        pool.setMaximumPoolSize(2);
        pool.setConnectionTimeout(500);
        pools.add(pool);
        return new JdbcConsumedFlows(pool, clock);
    }

    @Test
    void consume_whileTheDatabaseIsDown_isUnknownAndThenRemembersWhatItKnew() {
        ConsumedFlows flows = node(Clock.systemUTC());
        Instant later = Instant.now().plusSeconds(600);
        flows.consume("consumed-before-it-stopped", later);

        postgres.stop();
        Answer down = flows.consume("new-while-it-is-down", later);
        Answer stillDown = flows.consume("consumed-before-it-stopped", later);
        postgres.start();

        assertThat(List.of(down, stillDown)).containsOnly(Answer.UNKNOWN);
        assertThat(flows.consume("new-while-it-is-down", later)).isEqualTo(Answer.FIRST);
        assertThat(flows.consume("consumed-before-it-stopped", later)).isEqualTo(Answer.AGAIN);
    }

    @Test
    void consume_whenTheDatabaseIsDownFromTheStart_isUnknownAndThenAnswers() {
        postgres.stop();
        ConsumedFlows flows = node(Clock.systemUTC());
        Instant later = Instant.now().plusSeconds(600);

        Answer down = flows.consume("while-it-is-down-from-the-start", later);
        postgres.start();

        assertThat(down).isEqualTo(Answer.UNKNOWN);
        assertThat(flows.consume("while-it-is-down-from-the-start", later)).isEqualTo(Answer.FIRST);
    }

    @Test
    void expiredRows_areDeletedByWhicheverNodeSeesTheMinutePass() {
        JdbcTemplate sql = new JdbcTemplate(postgres.dataSource());
        sql.update("INSERT INTO labauth_consumed_flow SELECT 'old-' || n, n FROM generate_series(1, 2500) n");
        ConsumedFlows flows = node(new ClockThatJumps(Clock.systemUTC(), Duration.ofMinutes(2)));

        flows.consume("new-when-the-minute-is-over", Instant.now().plusSeconds(600));

        Awaitility.await()
                .untilAsserted(() -> assertThat(sql.queryForObject(
                                "SELECT count(*) FROM labauth_consumed_flow WHERE flow_id LIKE 'old-%'", Long.class))
                        .isZero());
        assertThat(flows.consume("new-when-the-minute-is-over", Instant.now())).isEqualTo(Answer.AGAIN);
    }
}
