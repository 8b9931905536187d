package io.labauth.sample;

import static io.labauth.sample.Browser.MARA;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

@SampleTest
class PagesTest {
    private final Browser browser;

    @TestConfiguration(proxyBeanMethods = false)
    static class Bug {
        @Bean
        RouterFunction<ServerResponse> bug() {
            return RouterFunctions.route()
                    .GET("/bug", request -> {
                        throw new IllegalStateException("what only the log may say");
                    })
                    .build();
        }
    }

    PagesTest(@LocalServerPort int port) {
        this.browser = new Browser(port);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/nothing-here", "/callback/unknown", "/callback//unknown", "/style.css"})
    void everyAnswer_keepsForeignPagesAndScriptsOut(String path) {
        HttpResponse<String> answer = browser.get(path);

        assertThat(answer.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy)
                        .contains("default-src 'none'", "style-src 'self'", "form-action 'self'")
                        .contains("frame-ancestors 'none'")
                        .doesNotContain("unsafe", "script-src"));
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(answer.headers().firstValue("Referrer-Policy")).contains("no-referrer");
    }

    @Test
    void cookies_areForTheServerAloneAndNotForForeignPages() {
        HttpResponse<String> login = browser.get("/login");
        HttpResponse<String> signedIn = browser.get(browser.agree(Browser.location(login), MARA));

        assertThat(login.headers().allValues("Set-Cookie")).hasSize(1);
        assertThat(signedIn.headers().allValues("Set-Cookie")).hasSize(3);
        assertThat(Stream.of(login, signedIn).flatMap(answer -> answer.headers().allValues("Set-Cookie").stream()))
                .allSatisfy(cookie -> assertThat(cookie).contains("HttpOnly", "SameSite=Lax", "Path=/"));
        assertThat(browser.get("/").body()).doesNotContain(browser.sessionId());
    }

    @Test
    void unknownPage_whenSignedIn_isNotFoundInTheLookOfTheOthers() {
        browser.signIn(MARA);

        HttpResponse<String> answer = browser.get("/%3Cscript%3E");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("<h1>There is no such page</h1>", "style.css", "Demo mode");
    }

    @Test
    void unknownPage_whenNotSignedIn_leadsToTheSignInLikeEveryProtectedOne() {
        HttpResponse<String> answer = browser.get("/nothing");

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(Browser.location(answer)).hasPath("/login").hasQuery("returnTo=/nothing");
    }

    @Test
    void problemPage_whenOpenedWithoutAProblem_saysNothingOfOne() {
        browser.signIn(MARA);

        assertThat(browser.get("/problem").statusCode()).isEqualTo(400);
    }

    @Test
    void page_whenTheApplicationFails_tellsNothingOfItInTheLookOfTheOthers() {
        browser.signIn(MARA);

        HttpResponse<String> failure = browser.get("/bug");

        assertThat(failure.statusCode()).isEqualTo(500);
        assertThat(failure.body())
                .contains("<h1>Something went wrong here</h1>", "style.css", "Demo mode")
                .doesNotContain("what only the log may say", "Exception", "/bug");
    }

    @Test
    void error_whenNotForABrowser_tellsTheStatusAlone() {
        browser.signIn(MARA);

        HttpResponse<String> answer = browser.get("/nothing", "Accept", "application/json");

        assertThat(answer.body()).contains("404").doesNotContain("nothing", "exception", "trace");
    }

    @Test
    void titles_differ() {
        String welcome = browser.get("/").body();
        browser.signIn(MARA);

        assertThat(welcome).contains("<title>Sign in · labauth sample</title>");
        assertThat(browser.get("/").body()).contains("<title>Mara Lindqvist · labauth sample</title>");
        assertThat(browser.get("/nothing").body()).contains("<title>There is no such page · labauth sample</title>");
    }
}
