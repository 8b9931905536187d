package io.labauth.spring.test;

import static io.labauth.spring.test.LabAuthRequestPostProcessors.labAuthLogin;
import static org.assertj.core.api.Assertions.assertThat;

import io.labauth.spring.LabAuthPrincipal;
import io.labauth.testkit.FakeLabArchives;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Bean;
import org.springframework.http.MediaType;
import org.springframework.security.core.Authentication;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

/** An application's own test, with settings that a test must not use. */
@SpringBootTest(
        properties = {"ACCESS_KEYID=production", "ACCESS_PWD=sesame", "labauth.web.base-url=https://lab.example.org"})
@AutoConfigureMockMvc
@AutoConfigureLabAuth
class MockMvcTest {
    private final MockMvcTester mvc;
    private final FakeLabArchives fake;

    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration(exclude = DataSourceAutoConfiguration.class)
    static class Application {
        @Bean
        RouterFunction<ServerResponse> who() {
            return RouterFunctions.route()
                    .GET(
                            "/who",
                            request -> ServerResponse.ok().body(who((Authentication)
                                    request.principal().orElseThrow())))
                    .build();
        }

        private static String who(Authentication authentication) {
            return (authentication.getPrincipal() instanceof LabAuthPrincipal person ? person.fullName() : "other")
                    + " " + authentication.getName() + " " + authentication.getAuthorities();
        }
    }

    MockMvcTest(@Autowired MockMvcTester mvc, @Autowired FakeLabArchives fake) {
        this.mvc = mvc;
        this.fake = fake;
    }

    @Test
    void request_whenMadeBySomebodySignedIn_hasThatPerson() {
        assertThat(mvc.get().uri("/who").with(labAuthLogin().user("mara@example.org", "Mara Lindqvist")))
                .hasBodyTextEqualTo("Mara Lindqvist mara@example.org [ROLE_USER]");
    }

    @Test
    void request_whenMadeByAnAdministrator_hasThoseRights() {
        assertThat(mvc.get().uri("/who").with(labAuthLogin().authorities("ROLE_ADMIN")))
                .hasBodyTextEqualTo("Ada Lovelace ada@example.org [ROLE_ADMIN]");
    }

    @Test
    void request_whenMadeByNobody_isSentToTheSignIn() {
        assertThat(mvc.get().uri("/who").accept(MediaType.TEXT_HTML))
                .hasStatus(303)
                .hasHeader("Location", "http://localhost:8080/login?returnTo=%2Fwho");
    }

    @Test
    void login_whenBegun_leadsToTheFake() {
        assertThat(mvc.get().uri("/login").exchange().getResponse().getHeader("Location"))
                .startsWith(fake.apiUrl().resolve("/api_user_login").toString());
    }
}
