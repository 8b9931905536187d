package io.labauth.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.labauth.web.ConsumedFlows;
import io.labauth.web.ConsumedFlows.Answer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.init.DataSourceScriptDatabaseInitializer;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

class ConsumedFlowsAutoConfigurationTest {
    private static final String FLOW = "AAAAAAAAAAAAAAAAAAAAAA";

    private final WebApplicationContextRunner plain = new WebApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(ConsumedFlowsAutoConfiguration.class));
    private final WebApplicationContextRunner withDatabase =
            plain.withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class));
    private final WebApplicationContextRunner withBoth =
            withDatabase.withConfiguration(AutoConfigurations.of(DataRedisAutoConfiguration.class));

    @Test
    void store_whenNothingIsThere_isMemory() {
        plain.run(context -> assertThat(context.getBean(ConsumedFlows.class))
                .isNotInstanceOfAny(JdbcConsumedFlows.class, RedisConsumedFlows.class));
    }

    @Test
    void store_whenADatabaseIsThere_isItsTable() {
        withDatabase.run(
                context -> assertThat(context.getBean(ConsumedFlows.class)).isInstanceOf(JdbcConsumedFlows.class));
    }

    @Test
    void store_whenRedisIsThereToo_isRedis() {
        withBoth.run(context -> assertThat(context)
                .hasSingleBean(RedisConsumedFlows.class)
                .doesNotHaveBean(JdbcConsumedFlows.class)
                .doesNotHaveBean("labauthSchema"));
    }

    @Test
    void store_whenOneIsNamed_isThatOne() {
        withBoth.withPropertyValues("labauth.web.consumed-flows=jdbc")
                .run(context -> assertThat(context).hasSingleBean(JdbcConsumedFlows.class));
        withBoth.withPropertyValues("labauth.web.consumed-flows=memory")
                .run(context -> assertThat(context.getBean(ConsumedFlows.class))
                        .isNotInstanceOfAny(JdbcConsumedFlows.class, RedisConsumedFlows.class));
    }

    @Test
    void store_whenTheApplicationHasItsOwn_isThat() {
        ConsumedFlows own = ConsumedFlows.inMemory(1, Clock.systemUTC());

        withBoth.withBean(ConsumedFlows.class, () -> own)
                .run(context -> assertThat(context.getBean(ConsumedFlows.class)).isSameAs(own));
    }

    @Test
    void store_whenTheNamedOneCannotBeHad_failsTheStartAndSaysWhatToSet() {
        plain.withPropertyValues("labauth.web.consumed-flows=redis")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .isInstanceOf(InvalidConfigurationPropertyValueException.class)
                        .hasMessageContainingAll(
                                "labauth.web.consumed-flows",
                                "spring-boot-starter-data-redis",
                                "redis://redis.example.org:6379"));
        plain.withPropertyValues("labauth.web.consumed-flows=jdbc")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContainingAll("spring-boot-starter-jdbc", "jdbc:postgresql://db.example.org/lab"));
    }

    @Test
    void store_whenTheNamedOneIsNone_failsTheStart() {
        plain.withPropertyValues("labauth.web.consumed-flows=oracle")
                .run(context -> assertThat(context).hasFailed());
    }

    @Test
    void store_whenRedisIsNotOnTheClassPath_isTheTable() {
        withDatabase
                .withClassLoader(new FilteredClassLoader("org.springframework.data.redis", "io.lettuce"))
                .run(context -> assertThat(context).hasSingleBean(JdbcConsumedFlows.class));
    }

    @Test
    void store_whenNoStoreIsOnTheClassPath_isMemory() {
        plain.withClassLoader(new FilteredClassLoader(
                        "org.springframework.data.redis",
                        "io.lettuce",
                        "org.springframework.jdbc",
                        "org.springframework.boot.jdbc",
                        "org.springframework.boot.sql",
                        "com.zaxxer"))
                .run(context -> assertThat(context).hasNotFailed().hasSingleBean(ConsumedFlows.class));
    }

    @Test
    void schema_whenTheDatabaseIsEmbedded_isMade() {
        withDatabase.run(context ->
                assertThat(consume(context.getBean(ConsumedFlows.class))).isEqualTo(Answer.FIRST));
    }

    @Test
    void schema_whenItIsMissingAndNotMade_failsTheStartAndSaysWhatToSet(@TempDir Path directory) {
        inFile(directory)
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .isInstanceOfSatisfying(LabAuthPropertyException.class, failure -> {
                            assertThat(failure).hasMessageContaining("labauth_consumed_flow");
                            assertThat(failure.action())
                                    .contains(
                                            "labauth.web.initialize-schema=always",
                                            "labauth.web.consumed-flows=memory");
                        }));
    }

    @Test
    void schema_whenItIsToBeMade_isMadeInADatabaseOfAnyKind(@TempDir Path directory) {
        inFile(directory)
                .withPropertyValues("labauth.web.initialize-schema=always")
                .run(context -> assertThat(consume(context.getBean(ConsumedFlows.class)))
                        .isEqualTo(Answer.FIRST));
    }

    @Test
    void schema_whenTheDatabaseIsDown_isNotAskedAndTheApplicationStarts() {
        plain.withBean(DataSource.class, () -> new DelegatingDataSource(new SimpleDriverDataSource()) {
                    @Override
                    public Connection getConnection() throws SQLException {
                        throw new SQLException("Connection refused", "08001");
                    }
                })
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void store_whenThereIsNoWebServer_isNotThere() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(ConsumedFlowsAutoConfiguration.class))
                .run(context -> assertThat(context).doesNotHaveBean(ConsumedFlows.class));
    }

    @Test
    void schema_whenTheApplicationMakesItItself_isLeftToIt() {
        withDatabase
                .withPropertyValues("labauth.web.initialize-schema=never")
                .withBean("labauthSchema", OwnSchema.class)
                .run(context ->
                        assertThat(context).hasNotFailed().doesNotHaveBean(DataSourceScriptDatabaseInitializer.class));
    }

    private WebApplicationContextRunner inFile(Path directory) {
        return withDatabase.withPropertyValues("spring.datasource.url=jdbc:h2:file:" + directory.resolve("lab"));
    }

    /** What an application makes in a way of its own. */
    static final class OwnSchema {
        OwnSchema(DataSource database) {
            new ResourceDatabasePopulator(new ClassPathResource("META-INF/labauth/labauth-schema.sql"))
                    .execute(database);
        }
    }

    private static Answer consume(ConsumedFlows flows) {
        return flows.consume(FLOW, Instant.now().plusSeconds(60));
    }
}
