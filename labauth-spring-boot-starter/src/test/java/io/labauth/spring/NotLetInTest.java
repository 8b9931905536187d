package io.labauth.spring;

import static io.labauth.spring.Browser.MARA;
import static org.assertj.core.api.Assertions.assertThat;

import io.labauth.AuthorizationException;
import io.labauth.ConnectionException;
import io.labauth.web.Refusal;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.security.authentication.DisabledException;
import org.springframework.security.authentication.event.InteractiveAuthenticationSuccessEvent;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.session.SessionAuthenticationException;

/** What becomes of people whom the provider has recognised, when the application then fails or does not want them. */
@ShopTest
@Import(NotLetInTest.Application.class)
class NotLetInTest {
    private final Application application;
    private final String home;
    private final Browser browser;

    @TestConfiguration(proxyBeanMethods = false)
    static class Application {
        private Runnable users = () -> {};
        private Runnable listener = () -> {};
        private Runnable sessions = () -> {};

        @Bean
        LabAuthUserService people() {
            return user -> {
                users.run();
                return LabAuthUser.of(user);
            };
        }

        @EventListener
        void heard(InteractiveAuthenticationSuccessEvent event) {
            listener.run();
        }

        @Bean
        SecurityFilterChain chain(HttpSecurity http) {
            return http.authorizeHttpRequests(requests -> requests.requestMatchers("/error")
                            .permitAll()
                            .anyRequest()
                            .authenticated())
                    .sessionManagement(management -> management.addSessionAuthenticationStrategy(this::changed))
                    .with(LabAuthLoginConfigurer.labAuthLogin(), login -> {})
                    .build();
        }

        private void changed(Authentication person, Object request, Object response) {
            sessions.run();
        }
    }

    NotLetInTest(@Autowired Application application, @LocalServerPort int port) {
        this.application = application;
        this.home = "http://localhost:" + port;
        this.browser = new Browser(port);
    }

    @BeforeEach
    void failNowhere() {
        application.users = () -> {};
        application.listener = () -> {};
        application.sessions = () -> {};
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                Arguments.of(new AuthorizationException("Nobody of beamline 8.", null), Refusal.NOT_ALLOWED),
                Arguments.of(new DisabledException("This account is closed."), Refusal.NOT_ALLOWED),
                Arguments.of(new ConnectionException("No answer.", null), Refusal.SERVICE_UNAVAILABLE));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void person_whomTheUserServiceRefuses_isToldSoAndMayStartAgainAtTheWantedPage(
            RuntimeException refused, Refusal reason) {
        application.users = () -> {
            throw refused;
        };

        HttpResponse<String> answer = signIn("/shelf/1");

        assertThat(answer.statusCode()).isEqualTo(reason.status());
        assertThat(answer.body())
                .contains(reason.title("LabArchives"), "href=\"" + home + "/login?returnTo=%2Fshelf%2F1\"")
                .doesNotContain("beamline", "closed");
        assertThat(browser.flowCookies()).isEmpty();
        assertThat(browser.get("/").statusCode()).isEqualTo(303);
    }

    @Test
    void person_whoHasTooManySessions_isToldThatTheyMayNot() {
        application.sessions = () -> {
            throw new SessionAuthenticationException("Maximum sessions exceeded");
        };

        assertThat(signIn("/").statusCode()).isEqualTo(403);
        assertThat(browser.get("/").statusCode()).isEqualTo(303);
    }

    @Test
    void storeOfSessions_whenItFailsAfterTheCodeIsSpent_promisesNothingOfAReload() {
        application.sessions = () -> {
            throw new DataAccessResourceFailureException("The database is down.");
        };
        URI callback = browser.agree(browser.beginLogin(), MARA);

        HttpResponse<String> answer = browser.get(callback);
        failNowhere();
        HttpResponse<String> reloaded = browser.get(callback);

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(answer.body()).contains("then start again").doesNotContain("reload");
        assertThat(reloaded.statusCode()).isEqualTo(400);
        assertThat(browser.get("/").statusCode()).isEqualTo(303);
        assertThat(signIn("/").statusCode()).isEqualTo(303);
    }

    @Test
    void userService_thatFailsByAMistakeOfItsOwn_isNoStoreThatDoesNotAnswer() {
        application.users = () -> {
            throw new DuplicateKeyException("Two people with one name.");
        };

        assertThat(signIn("/").statusCode()).isEqualTo(500);
    }

    @Test
    void listener_thatFails_leavesNobodySignedInWhoWasToldOtherwise() {
        application.listener = () -> {
            throw new DuplicateKeyException("Two rows of one audit.");
        };

        HttpResponse<String> answer = signIn("/");

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(browser.get("/").statusCode()).isEqualTo(303);
    }

    private HttpResponse<String> signIn(String page) {
        return browser.get(browser.agree(browser.beginLogin("/login?returnTo=" + page), MARA));
    }
}
