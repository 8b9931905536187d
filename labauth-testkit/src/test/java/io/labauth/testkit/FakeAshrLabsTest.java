package io.labauth.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The fake Ashr Labs, as far as its wire is documented or guessed. */
@Timeout(30)
class FakeAshrLabsTest {
    private final FakeAshrLabs fake = FakeAshrLabs.start();
    private final Wire wire = new Wire(fake.baseUrl());
    private final String bearer = "Bearer " + fake.issueKey("ci");

    @AfterEach
    void stop() {
        fake.close();
    }

    @Test
    void aKey_isListedByItsPrefixAlone() throws Exception {
        assertThat(wire.get("/api-keys", "Authorization", bearer).body())
                .contains("\"name\":\"ci\"", "\"is_active\":true", bearer.substring(7, 17))
                .doesNotContain(bearer.substring(7));
    }

    @Test
    void aRevokedKey_isRefusedAndShownOnlyOnDemand() throws Exception {
        fake.issueKey("old");

        assertThat(wire.send("DELETE", "/api-keys/2", "", "Authorization", bearer)
                        .statusCode())
                .isEqualTo(204);

        assertThat(wire.get("/api-keys", "Authorization", bearer).body()).doesNotContain("old");
        assertThat(wire.get("/api-keys?include_inactive=true", "Authorization", bearer)
                        .body())
                .contains("old");
        assertThat(wire.send("DELETE", "/api-keys/9", "", "Authorization", bearer)
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void anExpiredKey_isToldSo() throws Exception {
        fake.expire(bearer.substring(7));

        assertThat(wire.get("/api-keys", "Authorization", bearer).body()).contains("expired");
        assertThat(wire.get("/api-keys", "Authorization", "Bearer tp_x").body()).contains("Invalid");
    }

    @Test
    void theGuesses_areSettings() throws Exception {
        try (FakeAshrLabs other = FakeAshrLabs.builder()
                .basePath("")
                .keysPath("/keys/list")
                .scheme("")
                .start()) {
            String key = other.issueKey("ci");

            assertThat(new Wire(other.baseUrl())
                            .get("/keys/list", "Authorization", key)
                            .statusCode())
                    .isEqualTo(200);
        }
    }
}
