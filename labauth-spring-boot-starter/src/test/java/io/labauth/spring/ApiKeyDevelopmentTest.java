package io.labauth.spring;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

/** Development mode, which was asked for where no pepper is. */
@KeyTest
@TestPropertySource(properties = "labauth.api-keys.development-mode=true")
class ApiKeyDevelopmentTest {
    private final KeyClient client;

    ApiKeyDevelopmentTest(@LocalServerPort int port) {
        this.client = new KeyClient(port);
    }

    @Test
    void everyRequest_isAccepted() {
        assertThat(client.get("/api/notebooks").statusCode()).isEqualTo(200);
        assertThat(client.withKey("POST", "/api/notebooks", "anything").statusCode())
                .isEqualTo(200);
    }

    @Test
    void foreignPage_isNotLetIn() {
        assertThat(client.send("POST", "/api/notebooks", "", "Origin", "https://evil.example")
                        .statusCode())
                .isEqualTo(403);
    }
}
