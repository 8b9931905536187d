package io.labauth.spring;

import static io.labauth.spring.Browser.MARA;
import static io.labauth.spring.Browser.TOMAS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.labauth.apikeys.ApiKeys;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.UUID;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.json.JsonMapper;

/** Keys that end with a session of Spring Session, in a table, from outside. */
@KeyTest
@Import(SpringSessionKeysTest.Database.class)
@TestPropertySource(
        properties =
                "spring.autoconfigure.exclude=org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration")
class SpringSessionKeysTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String NOTEBOOKS = "/api/notebooks";

    /** As late as the end of a session may be seen. */
    private static final Duration AT_MOST = Duration.ofSeconds(10);

    private final ApiKeys keys;
    private final JdbcClient database;
    private final Browser mara;
    private final KeyClient client;

    @TestConfiguration(proxyBeanMethods = false)
    static class Database {
        @Bean(destroyMethod = "dispose")
        JdbcConnectionPool database() {
            return JdbcConnectionPool.create("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa", "");
        }
    }

    SpringSessionKeysTest(@Autowired ApiKeys keys, @Autowired DataSource database, @LocalServerPort int port) {
        this.keys = keys;
        this.database = JdbcClient.create(database);
        this.mara = new Browser(port);
        this.client = new KeyClient(port);
    }

    @BeforeEach
    void signIn() {
        mara.signIn(MARA);
    }

    @AfterEach
    void forget() {
        keys.revokeAll();
        database.sql("DELETE FROM spring_session").update();
    }

    @Test
    void key_whenThePersonSignsOut_endsAtOnceAndIsMarkedAsRevoked() {
        String key = sessionKey();
        assertThat(status(key)).isEqualTo(200);

        mara.signOut();

        assertThat(status(key)).isEqualTo(401);
        assertThat(keys.of(MARA).list()).isEmpty();
        assertThat(keys.of(MARA).listWithInactive().get(0).revokedAt()).isPresent();
    }

    @Test
    void key_whenAnotherBrowserSignsOut_goesOn(@LocalServerPort int port) {
        String key = sessionKey();
        Browser other = new Browser(port);
        other.signIn(MARA);

        other.signOut();

        assertThat(status(key)).isEqualTo(200);
    }

    @Test
    void key_whenTheSessionExpires_endsWithIt() {
        String key = sessionKey();
        assertThat(status(key)).isEqualTo(200);

        database.sql("UPDATE spring_session SET last_access_time = 0, expiry_time = 0")
                .update();

        await().atMost(AT_MOST).untilAsserted(() -> assertThat(status(key)).isEqualTo(401));
        assertThat(client.withKey("GET", NOTEBOOKS, key).body()).contains("The key has ended with its session.");
        assertThat(keys.of(MARA).list()).isEmpty();
    }

    @Test
    void key_whenTheSessionIsTakenOutOfTheStore_endsWithIt() {
        String key = sessionKey();

        database.sql("DELETE FROM spring_session").update();

        await().atMost(AT_MOST).untilAsserted(() -> assertThat(status(key)).isEqualTo(401));
    }

    @Test
    void key_whenASignInOfAnotherTabIsFinishedInTheSession_endsWithWhatWasBefore(@LocalServerPort int port) {
        Browser browser = new Browser(port);
        URI otherTab = browser.agree(browser.beginLogin(), TOMAS);
        browser.signIn(MARA);
        String key = sessionKey(browser);

        browser.get(otherTab);

        await().atMost(AT_MOST).untilAsserted(() -> assertThat(status(key)).isEqualTo(401));
        assertThat(keys.of(MARA).list()).isEmpty();
        assertThat(status(sessionKey(browser))).isEqualTo(200);
        assertThat(keys.of(TOMAS).list()).hasSize(1);
    }

    @Test
    void key_whenUsed_doesNotProlongTheSession() {
        String key = sessionKey();
        long before = lastAccess();

        await().pollInterval(Duration.ofMillis(100))
                .during(Duration.ofSeconds(3))
                .until(() -> status(key) == 200);

        assertThat(lastAccess()).isEqualTo(before);
    }

    @Test
    void key_isStoredWithNothingThatOpensTheSession() {
        sessionKey();

        String stored = database.sql("SELECT session_handle FROM labauth_api_key WHERE revoked_at IS NULL")
                .query(String.class)
                .single();

        String id = new String(Base64.getDecoder().decode(mara.cookie("SESSION")), StandardCharsets.UTF_8);
        assertThat(database.sql("SELECT session_id FROM spring_session")
                        .query(String.class)
                        .single())
                .isEqualTo(id);
        assertThat(stored).doesNotContain(id).hasSizeBetween(90, 128);
    }

    @Test
    void key_whenTheStoreOfSessionsIsDown_isAskedToComeBack() {
        String key = sessionKey();
        database.sql("ALTER TABLE spring_session RENAME TO away").update();

        try {
            await().atMost(AT_MOST).untilAsserted(() -> assertThat(status(key)).isEqualTo(503));
            HttpResponse<String> answer = client.withKey("GET", NOTEBOOKS, key);

            assertThat(answer.headers().firstValue("Retry-After")).contains("5");
            assertThat(answer.body()).contains("\"status\":503");
        } finally {
            database.sql("ALTER TABLE away RENAME TO spring_session").update();
        }
        assertThat(status(key)).isEqualTo(200);
    }

    private String sessionKey() {
        return sessionKey(mara);
    }

    private String sessionKey(Browser browser) {
        HttpResponse<String> created =
                client.json("POST", "/api/keys", "{\"expiresIn\":\"P7D\",\"endsWithSession\":true}", browser);
        assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
        return JSON.readTree(created.body()).path("key").stringValue();
    }

    private int status(String key) {
        return client.withKey("GET", NOTEBOOKS, key).statusCode();
    }

    private long lastAccess() {
        return database.sql("SELECT last_access_time FROM spring_session")
                .query(Long.class)
                .single();
    }
}
