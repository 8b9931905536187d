package io.labauth.spring;

import static io.labauth.spring.LabAuthApiKeysConfigurer.labAuthApiKeys;
import static org.assertj.core.api.Assertions.assertThat;

import io.labauth.apikeys.ApiKeys;
import io.labauth.apikeys.NewApiKey;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;

/** A chain that lets keys in and nobody else: there is no sign-in. */
@KeyTest
@Import(KeysAloneTest.Chain.class)
class KeysAloneTest {
    private static final String NOTEBOOKS = "/api/notebooks";
    private static final String CHALLENGE = "WWW-Authenticate";

    private final ApiKeys keys;
    private final KeyClient client;

    @TestConfiguration(proxyBeanMethods = false)
    static class Chain {
        @Bean
        SecurityFilterChain keysAlone(HttpSecurity http) {
            return http.authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                    .with(labAuthApiKeys(), each -> {})
                    .build();
        }
    }

    KeysAloneTest(@Autowired ApiKeys keys, @LocalServerPort int port) {
        this.keys = keys;
        this.client = new KeyClient(port);
    }

    @Test
    void key_isLetInAndNeedsNoToken() {
        String key = key("notebooks:read", "notebooks:write");

        assertThat(client.withKey("GET", NOTEBOOKS, key).body()).isEqualTo("The notebooks");
        assertThat(client.withKey("POST", NOTEBOOKS, key).body()).isEqualTo("Written");
    }

    @Test
    void request_withoutAKey_isToldToShowOneAndGetsNoSession() {
        HttpResponse<String> answer = client.get(NOTEBOOKS, "Accept", "text/html");

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().allValues(CHALLENGE)).containsExactly("Bearer realm=\"lab\"");
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.body()).contains("\"status\":401", "Show a key");
        assertThat(answer.headers().allValues("Set-Cookie")).isEmpty();
    }

    @Test
    void key_whenItDoesNotCount_isRefused() {
        HttpResponse<String> answer =
                client.withKey("GET", NOTEBOOKS, Strangers.keys(1).get(0));

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue(CHALLENGE).orElse("")).contains("invalid_token");
    }

    @Test
    void key_withoutTheScope_isToldWhich() {
        HttpResponse<String> answer = client.withKey("POST", NOTEBOOKS, key("notebooks:read"));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.headers().firstValue(CHALLENGE).orElse(""))
                .contains("insufficient_scope", "scope=\"notebooks:write\"");
    }

    @Test
    void login_isNotThere() {
        assertThat(client.get("/login").statusCode()).isEqualTo(401);
        assertThat(client.withKey("GET", "/login", key("notebooks:read")).statusCode())
                .isEqualTo(404);
    }

    @Test
    void keys_areManagedByKeysWithTheScope() {
        HttpResponse<String> listed = client.withKey("GET", "/api/keys", key("keys:read"));
        HttpResponse<String> endingWithASession =
                client.json("POST", "/api/keys", "{\"expiresIn\":\"P7D\",\"endsWithSession\":true}", key("keys:write"));

        assertThat(listed.statusCode()).isEqualTo(200);
        assertThat(endingWithASession.statusCode()).isEqualTo(400);
    }

    private String key(String... scopes) {
        return keys.of("ada@example.org")
                .create(NewApiKey.expiring("test", Duration.ofDays(7)).scopes(Set.of(scopes)))
                .secret()
                .reveal();
    }
}
