package io.labauth.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The fake Ash, byte by byte. */
@Timeout(30)
class FakeAshTest {
    private static final String AGENTS = "/api/agents";
    private static final String KEYS = "/api/api-keys";

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-22T10:00:00Z"));
    private final FakeAsh fake = FakeAsh.start(clock);
    private final Wire wire = new Wire(fake.serverUrl());
    private final String bearer = "Bearer " + fake.environmentKey();

    @AfterEach
    void stop() {
        fake.close();
    }

    @Test
    void noHeader_is401() throws Exception {
        assertThat(wire.get(AGENTS).statusCode()).isEqualTo(401);
        assertThat(wire.get(AGENTS).body())
                .isEqualTo("{\"error\":\"Missing Authorization header\",\"statusCode\":401}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bearer k", "Bearer", "Bearer  k", "Bearer k k", "Basic k"})
    void anotherHeader_is401(String header) throws Exception {
        assertThat(wire.get(AGENTS, "Authorization", header).body())
                .isEqualTo("{\"error\":\"Invalid Authorization header format\",\"statusCode\":401}");
    }

    @Test
    void anotherKey_is401() throws Exception {
        assertThat(wire.get(AGENTS, "Authorization", "Bearer k").body())
                .isEqualTo("{\"error\":\"Invalid API key\",\"statusCode\":401}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health", "/docs", "/docs/openapi.json", "/api/internal/heartbeat"})
    void openPaths_wantNoKey(String path) throws Exception {
        assertThat(wire.get(path).statusCode()).isEqualTo(200);
    }

    @Test
    void metrics_areOpenWhereTheDocumentationIsFollowed() throws Exception {
        assertThat(wire.get("/metrics").statusCode()).isEqualTo(401);
        fake.metricsArePublic(true);
        assertThat(wire.get("/metrics").statusCode()).isEqualTo(200);
    }

    @Test
    void anOlderServerWithoutKeys_acceptsCallsWithoutOne() throws Exception {
        fake.environmentKey(null);
        assertThat(wire.get(AGENTS).statusCode()).isEqualTo(401);

        fake.acceptAllWithoutKeys(true);

        assertThat(wire.get(AGENTS).statusCode()).isEqualTo(200);
        assertThat(wire.get(AGENTS, "Authorization", "Bearer k").statusCode()).isEqualTo(401);
    }

    @Test
    void aCreatedKey_isGoodUntilItIsRevoked() throws Exception {
        HttpResponse<String> created = wire.send(
                "POST", KEYS, "{\"label\":\"ci\"}", "Authorization", bearer, "Content-Type", "application/json");
        String key = created.body().replaceAll("(?s).*\"(ash_[\\w-]{32})\".*", "$1");
        String id = created.body().replaceAll("(?s).*\"id\":\"(\\w+)\".*", "$1");

        assertThat(created.statusCode()).isEqualTo(201);
        assertThat(wire.get(KEYS, "Authorization", "Bearer " + key).body())
                .contains("\"id\":\"env\"", "\"label\":\"ci\"", "\"createdAt\":\"2026-11-22T10:00:00Z\"")
                .doesNotContain(key);
        assertThat(wire.send("DELETE", KEYS + "/" + id, "", "Authorization", bearer)
                        .statusCode())
                .isEqualTo(204);
        assertThat(wire.send("DELETE", KEYS + "/" + id, "", "Authorization", bearer)
                        .statusCode())
                .isEqualTo(404);
        assertThat(wire.get(KEYS, "Authorization", "Bearer " + key).statusCode())
                .isEqualTo(401);
    }

    @Test
    void aContentTypeWithoutABody_is400() throws Exception {
        assertThat(wire.get(AGENTS, "Authorization", bearer, "Content-Type", "application/json")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void tooManyCalls_are429UntilTheWindowEnds() throws Exception {
        fake.rateLimit(1);
        assertThat(wire.get("/health").statusCode()).isEqualTo(200);

        HttpResponse<String> refused = wire.get("/health");
        clock.advance(Duration.ofMinutes(15));

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("x-ratelimit-remaining")).contains("0");
        assertThat(refused.headers().firstValue("x-ratelimit-reset")).contains("900");
        assertThat(wire.get("/health").statusCode()).isEqualTo(200);
    }
}
