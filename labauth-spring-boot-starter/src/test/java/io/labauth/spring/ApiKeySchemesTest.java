package io.labauth.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.labauth.apikeys.ApiKeyPolicy;
import io.labauth.apikeys.ApiKeys;
import io.labauth.apikeys.NewApiKey;
import io.labauth.spring.NotebookApplication.World;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

/** An application that takes keys in the address, and no other header than Bearer. */
@KeyTest
@TestPropertySource(
        properties = {
            "labauth.api-keys.accept.query=true",
            "labauth.api-keys.accept.apikey=false",
            "labauth.api-keys.accept.basic=false"
        })
class ApiKeySchemesTest {
    private static final String NOTEBOOKS = "/api/notebooks";

    private final World world;
    private final KeyClient client;
    private final ApiKeys keys;
    private String key = "";

    ApiKeySchemesTest(@Autowired ApiKeys keys, @Autowired World world, @LocalServerPort int port) {
        this.keys = keys;
        this.world = world;
        this.client = new KeyClient(port);
    }

    @BeforeEach
    void make() {
        world.others = Optional.of(NotebookApplication.ALL);
        world.policy = ApiKeyPolicy.of(NotebookApplication.ALL);
        key = keys.of("ada@example.org")
                .create(NewApiKey.expiring("test", Duration.ofDays(7))
                        .scopes(Set.of("notebooks:write", "notebooks:read")))
                .secret()
                .reveal();
    }

    @Test
    void key_whenInTheAddress_isAccepted() {
        assertThat(client.get(NOTEBOOKS + "?api_key=" + key).body()).isEqualTo("The notebooks");
    }

    @Test
    void key_whenInTheAddress_isNoWayPastTheToken() {
        assertThat(client.send("POST", NOTEBOOKS + "?api_key=" + key, "").statusCode())
                .isEqualTo(403);
        assertThat(client.withKey("POST", NOTEBOOKS, key).body()).isEqualTo("Written");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Apikey ", "Basic "})
    void scheme_whenSwitchedOff_isNoCredential(String scheme) {
        String shown = scheme.equals("Basic ")
                ? Base64.getEncoder().encodeToString(("apikey:" + key).getBytes(StandardCharsets.UTF_8))
                : key;

        HttpResponse<String> answer = client.get(NOTEBOOKS, "Authorization", scheme + shown);

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().allValues("WWW-Authenticate")).containsExactly("Bearer realm=\"lab\"");
    }
}
