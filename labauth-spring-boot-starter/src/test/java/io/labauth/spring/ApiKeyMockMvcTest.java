package io.labauth.spring;

import static io.labauth.spring.test.LabAuthRequestPostProcessors.labAuthLogin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import io.labauth.apikeys.ApiKeys;
import io.labauth.apikeys.NewApiKey;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.http.MediaType;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.web.authentication.switchuser.SwitchUserGrantedAuthority;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** An application's own tests of what keys may do. */
@SpringBootTest(
        classes = NotebookApplication.class,
        properties = {
            "labauth.demo-mode=on",
            "labauth.api-keys.enabled=true",
            "labauth.api-keys.scopes=notebooks:read,keys:write"
        })
@AutoConfigureMockMvc
class ApiKeyMockMvcTest {
    private static final String GOOD = "{\"expiresIn\":\"P7D\"}";

    private final MockMvcTester mvc;
    private final ApiKeys keys;

    ApiKeyMockMvcTest(@Autowired MockMvcTester mvc, @Autowired ApiKeys keys) {
        this.mvc = mvc;
        this.keys = keys;
    }

    @Test
    void request_whenItShowsAKey_actsForItsOwner() {
        String key = keys.of("ada@example.org")
                .create(NewApiKey.expiring("", Duration.ofDays(7)))
                .secret()
                .reveal();

        assertThat(mvc.get().uri("/api/notebooks").header("Authorization", "Bearer " + key))
                .hasStatusOk()
                .hasBodyTextEqualTo("The notebooks");
    }

    @Test
    void create_whenByAPerson_makesAKey() {
        assertThat(mvc.post()
                        .uri("/api/keys")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(GOOD)
                        .with(csrf())
                        .with(labAuthLogin().user("mara@example.org", "Mara Lindqvist")))
                .hasStatus(201);
    }

    @Test
    void create_whileActingAsAnotherPerson_isForbidden() {
        TestingAuthenticationToken administrator = new TestingAuthenticationToken("tomas@example.org", "");
        TestingAuthenticationToken switched = new TestingAuthenticationToken(
                "nobody@example.org",
                "",
                List.of(new SwitchUserGrantedAuthority("ROLE_PREVIOUS_ADMINISTRATOR", administrator)));

        assertThat(mvc.post()
                        .uri("/api/keys")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(GOOD)
                        .with(csrf())
                        .with(authentication(switched)))
                .hasStatus(403)
                .bodyText()
                .contains("while acting as another person");
        assertThat(keys.of("nobody@example.org").list()).isEmpty();
    }
}
