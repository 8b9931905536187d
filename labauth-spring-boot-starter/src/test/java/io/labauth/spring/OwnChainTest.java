package io.labauth.spring;

import static io.labauth.spring.Browser.MARA;
import static io.labauth.spring.Browser.TOMAS;
import static io.labauth.spring.LabAuthLoginConfigurer.labAuthLogin;
import static org.assertj.core.api.Assertions.assertThat;

import io.labauth.AuthorizationException;
import io.labauth.labarchives.LabArchivesUser;
import io.labauth.testkit.FakeLabArchives;
import io.labauth.testkit.Fault;
import io.micrometer.observation.tck.TestObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistryAssert;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;
import org.springframework.http.MediaType;
import org.springframework.security.authentication.event.AbstractAuthenticationEvent;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

/** An application with a chain, a user service and a failure page of its own. */
@ShopTest
@Import(OwnChainTest.Shop.class)
class OwnChainTest {
    private final FakeLabArchives fake;
    private final Shop shop;
    private final TestObservationRegistry observations;
    private final HealthIndicator health;
    private final Browser browser;

    @TestConfiguration(proxyBeanMethods = false)
    static class Shop {
        private final List<String> events = new CopyOnWriteArrayList<>();

        @Bean
        SecurityFilterChain chain(HttpSecurity http) {
            return http.authorizeHttpRequests(requests -> requests.requestMatchers("/", "/problem", "/who")
                            .permitAll()
                            .requestMatchers("/shelf/**")
                            .hasRole("LIBRARIAN")
                            .anyRequest()
                            .authenticated())
                    .with(labAuthLogin(), login -> login.userService(Shop::load).failurePage("/problem"))
                    .logout(logout -> logout.logoutSuccessUrl("/bye"))
                    .build();
        }

        @Bean
        RouterFunction<ServerResponse> ownPages() {
            return RouterFunctions.route()
                    .GET(
                            "/token",
                            request -> ServerResponse.ok()
                                    .contentType(MediaType.TEXT_HTML)
                                    .body(ShopApplication.hiddenToken(request)))
                    .GET(
                            "/problem",
                            request -> problem((LoginProblem)
                                    request.attribute(LoginProblem.ATTRIBUTE).orElseThrow()))
                    .GET(
                            "/who",
                            request -> ServerResponse.ok()
                                    .body(String.valueOf(
                                            SecurityContextHolder.getContext().getAuthentication())))
                    .build();
        }

        @Bean
        TestObservationRegistry observationRegistry() {
            return TestObservationRegistry.create();
        }

        @EventListener
        void heard(AbstractAuthenticationEvent event) {
            events.add(event.getClass().getSimpleName());
        }

        private static ServerResponse problem(LoginProblem problem) {
            return ServerResponse.status(problem.status()).body("Our page: " + problem);
        }

        private static LabAuthUser load(ProviderUser user) {
            if (user.email().equals(TOMAS)) {
                throw new AuthorizationException("Nobody of beamline 8.", null);
            }
            int notebooks = user.as(LabArchivesUser.class).notebooks().size();
            return new LabAuthUser("reader with " + notebooks, AuthorityUtils.createAuthorityList("ROLE_LIBRARIAN"));
        }
    }

    OwnChainTest(
            @Autowired FakeLabArchives fake,
            @Autowired Shop shop,
            @Autowired TestObservationRegistry observations,
            @Autowired HealthIndicator labAuthHealthIndicator,
            @LocalServerPort int port) {
        this.fake = fake;
        this.shop = shop;
        this.observations = observations;
        this.health = labAuthHealthIndicator;
        this.browser = new Browser(port);
    }

    @BeforeEach
    void forget() {
        fake.behaviour().reset();
        observations.clear();
        shop.events.clear();
    }

    @Test
    void userService_decidesWhoSomebodyIsAndWhatTheyMayDo() {
        browser.signIn(MARA);

        assertThat(browser.get("/who").body()).contains("reader with 3", "ROLE_LIBRARIAN");
        assertThat(browser.get("/shelf/1").statusCode()).isEqualTo(200);
    }

    @Test
    void userService_whenItRefusesAPerson_showsThePageAndSignsNobodyIn() {
        HttpResponse<String> answer = browser.signIn(TOMAS);

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("Our page:", "not-allowed").doesNotContain("beamline");
        assertThat(browser.get("/who").body()).contains("Anonymous");
    }

    @Test
    void failurePage_whenForwardedTo_hasTheProblemAndKeepsStatusAndHeaders() {
        HttpResponse<String> answer = browser.get("/callback/unknown");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("Our page:", "malformed", "/login");
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(answer.headers().firstValue("Referrer-Policy")).contains("no-referrer");
    }

    @Test
    void logoutSuccessUrl_whenTheChainHasOne_isFollowed() {
        browser.signIn(MARA);

        HttpResponse<String> signedOut = browser.signOut("/token");

        assertThat(signedOut.headers().firstValue("Location"))
                .hasValueSatisfying(to -> assertThat(to).endsWith("/bye"));
    }

    @Test
    void events_ofSpringSecurity_arePublished() {
        browser.signIn(MARA);

        assertThat(shop.events).contains("AuthenticationSuccessEvent", "InteractiveAuthenticationSuccessEvent");
    }

    @Test
    void observations_tellOutcomesReasonsAndExchanges_neverAPerson() {
        browser.signIn(MARA);
        browser.get("/callback/unknown");

        TestObservationRegistryAssert.assertThat(observations)
                .hasAnObservationWithAKeyValue("outcome", "signed-in")
                .hasAnObservationWithAKeyValue("outcome", "redirected")
                .hasAnObservationWithAKeyValue("reason", "malformed")
                .hasObservationWithNameEqualTo("labauth.exchange")
                .that()
                .hasBeenStopped();
        TestObservationRegistryAssert.assertThat(observations)
                .hasHandledContextsThatSatisfy(contexts -> assertThat(contexts)
                        .filteredOn(context -> context.getName().startsWith("labauth."))
                        .allSatisfy(
                                context -> assertThat(context.getAllKeyValues().toString())
                                        .doesNotContain("@", "Mara", "/callback/")));
    }

    @Test
    void health_isOfTheLastLogin_andAsksNobody() {
        browser.signIn(MARA);
        fake.calls().reset();

        Health ofThisNode = health.health();

        assertThat(ofThisNode.getStatus()).isEqualTo(Status.UP);
        assertThat(ofThisNode.getDetails()).containsEntry("lastLogin", "signed-in");
        assertThat(fake.calls().total()).isZero();
    }

    @Test
    void health_whenTheProviderDoesNotAcceptTheApplication_isDown() {
        fake.behaviour()
                .failNext(
                        "user_access_info",
                        Fault.answer(
                                401,
                                "application/xml",
                                "<error><error-code>4520</error-code><error-description>x</error-description></error>"),
                        1);
        browser.signIn(MARA);

        assertThat(health.health().getStatus()).isEqualTo(Status.DOWN);
        assertThat(health.health().getDetails()).containsEntry("lastLogin", "misconfigured");

        browser.signIn(MARA);

        assertThat(health.health().getStatus()).isEqualTo(Status.UP);
    }
}
