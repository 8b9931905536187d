package io.labauth.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.labauth.apikeys.ApiKeys;
import io.labauth.apikeys.NewApiKey;
import io.labauth.spring.NotebookApplication.World;
import io.micrometer.observation.tck.TestObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistryAssert;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.test.annotation.DirtiesContext;

/** Keys when their database does not answer, and when somebody guesses. Each test begins with an address that has not failed. */
@KeyTest
@Import(ApiKeyOutageTest.Parts.class)
@DirtiesContext(classMode = DirtiesContext.ClassMode.AFTER_EACH_TEST_METHOD)
class ApiKeyOutageTest {
    private final ApiKeys keys;
    private final World world;
    private final Breakable database;
    private final TestObservationRegistry observations;
    private final KeyClient client;

    /** A database that can be taken away. */
    static final class Breakable extends DelegatingDataSource {
        private volatile boolean broken;

        @Override
        public Connection getConnection() throws SQLException {
            if (broken) {
                throw new SQLException("the database is away");
            }
            return super.getConnection();
        }
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class Parts {
        @Bean
        DataSource keyDatabase() {
            JdbcDataSource memory = new JdbcDataSource();
            memory.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
            Breakable database = new Breakable();
            database.setTargetDataSource(memory);
            return database;
        }

        @Bean
        TestObservationRegistry observationRegistry() {
            return TestObservationRegistry.create();
        }
    }

    ApiKeyOutageTest(
            @Autowired ApiKeys keys,
            @Autowired World world,
            @Autowired DataSource database,
            @Autowired TestObservationRegistry observations,
            @LocalServerPort int port) {
        this.keys = keys;
        this.world = world;
        this.database = (Breakable) database;
        this.observations = observations;
        this.client = new KeyClient(port);
    }

    @Test
    void key_whenTheDatabaseIsDown_isAskedToComeBack() {
        String key = key();
        database.broken = true;

        HttpResponse<String> answer = client.withKey("GET", "/api/notebooks", key);

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).contains("5");
        assertThat(answer.headers().firstValue("WWW-Authenticate")).isEmpty();
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(world.events).singleElement().asString().startsWith("AuthenticationFailureServiceExceptionEvent");
        database.broken = false;
        assertThat(client.withKey("GET", "/api/notebooks", key).statusCode()).isEqualTo(200);
    }

    @Test
    void endpoints_whenTheDatabaseIsDown_askToComeBack() {
        String key = key();
        client.withKey("GET", "/api/keys", key);
        database.broken = true;

        HttpResponse<String> answer = client.withKey("GET", "/api/keys", key);

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).contains("5");
        assertThat(answer.body()).contains("\"status\":503");
    }

    @Test
    void guesses_whenTooMany_haveToWaitAndKeysInUseGoOn() {
        String key = key();
        client.withKey("GET", "/api/notebooks", key);
        List<String> guesses = Strangers.keys(31);
        guesses.subList(0, 30).forEach(guess -> client.withKey("GET", "/api/notebooks", guess));

        HttpResponse<String> answer = client.withKey("GET", "/api/notebooks", guesses.get(30));

        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.headers().firstValue("Retry-After")).contains("60");
        assertThat(client.withKey("GET", "/api/notebooks", key).statusCode()).isEqualTo(200);
    }

    @Test
    void verifications_areObservedByTheirOutcome() {
        client.withKey("GET", "/api/notebooks", key());
        client.withKey("GET", "/api/notebooks", "hello");

        TestObservationRegistryAssert.assertThat(observations)
                .hasNumberOfObservationsWithNameEqualTo("labauth.api-key", 2)
                .hasAnObservationWithAKeyValue("outcome", "verified")
                .hasAnObservationWithAKeyValue("outcome", "invalid");
    }

    private String key() {
        return keys.of("ada@example.org")
                .create(NewApiKey.expiring("test", Duration.ofDays(7)).scopes(Set.of("notebooks:read", "keys:read")))
                .secret()
                .reveal();
    }
}
