package io.labauth.spring;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpSession;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.session.autoconfigure.SessionAutoConfiguration;
import org.springframework.boot.session.data.redis.autoconfigure.SessionDataRedisAutoConfiguration;
import org.springframework.boot.session.jdbc.autoconfigure.JdbcSessionAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.session.SessionRepository;

/** Which sessions keys end with: those of the store, where there is one. That is known only once the store, and then Spring Session, are configured. */
class ApiKeySessionsAutoConfigurationTest {
    private final WebApplicationContextRunner plain = new WebApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    LabAuthAutoConfiguration.class,
                    SessionAutoConfiguration.class,
                    JdbcSessionAutoConfiguration.class,
                    SessionDataRedisAutoConfiguration.class,
                    SpringSessionAutoConfiguration.class))
            .withBean(ServerProperties.class)
            .withPropertyValues("labauth.demo-mode=on");
    private final WebApplicationContextRunner memory = plain.withConfiguration(
                    AutoConfigurations.of(ApiKeySessionsAutoConfiguration.class, ApiKeysAutoConfiguration.class))
            .withPropertyValues("labauth.api-keys.enabled=true", "labauth.api-keys.scopes=notebooks:read");
    private final WebApplicationContextRunner table = inATable(memory);
    private final WebApplicationContextRunner redis = inRedis(memory);

    private static WebApplicationContextRunner inATable(WebApplicationContextRunner application) {
        return application
                .withConfiguration(AutoConfigurations.of(
                        DataSourceAutoConfiguration.class, DataSourceTransactionManagerAutoConfiguration.class))
                .withPropertyValues("spring.datasource.url=jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
    }

    private static WebApplicationContextRunner inRedis(WebApplicationContextRunner application) {
        return application.withConfiguration(AutoConfigurations.of(DataRedisAutoConfiguration.class));
    }

    /** An application's own. */
    static final class OwnSessions implements ApiKeySessions {
        @Override
        public boolean isAlive(String handle) {
            return true;
        }

        @Override
        public String handle(HttpSession session) {
            return "mine";
        }
    }

    @Test
    void sessions_whenThereIsNoStore_areTheServers() {
        memory.run(context -> assertThat(context)
                .hasNotFailed()
                .getBean(ApiKeySessions.class)
                .isInstanceOf(ServerApiKeySessions.class));
    }

    @Test
    void sessions_whenTheyAreInATable_areSpringSessions() {
        table.run(context -> {
            assertThat(context).hasNotFailed().hasSingleBean(SessionRepository.class);
            assertThat(context.getBean(ApiKeySessions.class)).isInstanceOf(SpringSessionApiKeySessions.class);
        });
    }

    @Test
    void sessions_whenTheyAreInRedis_areSpringSessions() {
        redis.run(context -> {
            assertThat(context).hasNotFailed().hasSingleBean(SessionRepository.class);
            assertThat(context.getBean(ApiKeySessions.class)).isInstanceOf(SpringSessionApiKeySessions.class);
        });
    }

    @Test
    void outageOfTheStore_isSeenTo_whereverTheStoreIs() {
        plain.run(context -> assertThat(context).hasNotFailed().doesNotHaveBean("labauthSessionOutageFilter"));
        inATable(plain).run(context -> assertThat(context).hasNotFailed().hasBean("labauthSessionOutageFilter"));
        inRedis(plain).run(context -> assertThat(context).hasNotFailed().hasBean("labauthSessionOutageFilter"));
    }

    @Test
    void sessions_whenTheApplicationKnowsThem_areThose() {
        memory.withBean(OwnSessions.class)
                .run(context ->
                        assertThat(context).getBean(ApiKeySessions.class).isInstanceOf(OwnSessions.class));
        table.withBean(OwnSessions.class)
                .run(context ->
                        assertThat(context).getBean(ApiKeySessions.class).isInstanceOf(OwnSessions.class));
    }

    @Test
    void sessions_whenSpringSessionIsMissing_areTheServers() {
        memory.withClassLoader(new FilteredClassLoader("org.springframework.session"))
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .getBean(ApiKeySessions.class)
                        .isInstanceOf(ServerApiKeySessions.class));
    }

    @Test
    void sessions_whenThereAreNoKeys_areNotThere() {
        table.withPropertyValues("labauth.api-keys.enabled=false")
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(ApiKeySessions.class));
    }
}
