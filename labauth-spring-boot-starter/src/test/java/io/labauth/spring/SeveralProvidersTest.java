package io.labauth.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.labauth.LoginProvider;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** Two providers side by side, whose callbacks come to one address each and are told apart by {@code state}. */
@ShopTest
@Import(SeveralProvidersTest.Providers.class)
class SeveralProvidersTest {
    private final String home;
    private final Browser browser;

    @TestConfiguration(proxyBeanMethods = false)
    static class Providers {
        @Bean
        LoginProvider<String> orchid() {
            return new StubProvider("The <Orchid> register");
        }

        @Bean
        LoginProvider<String> institute() {
            return new StubProvider("Our institute");
        }
    }

    SeveralProvidersTest(@LocalServerPort int port) {
        this.home = "http://localhost:" + port;
        this.browser = new Browser(port);
    }

    @Test
    void login_letsPeopleChooseAndKeepsWhereTheyWantToGo() {
        HttpResponse<String> choice = browser.get("/login?returnTo=/shelf/1");

        assertThat(choice.statusCode()).isEqualTo(200);
        assertThat(choice.body())
                .contains("href=\"" + home + "/login/orchid?returnTo=%2Fshelf%2F1\"", "Our institute")
                .contains("The &lt;Orchid&gt; register");
        assertThat(choice.headers().allValues("Set-Cookie")).isEmpty();
    }

    @Test
    void page_whenAPersonOpensIt_leadsToTheChoice() {
        assertThat(Browser.location(browser.get("/shelf/1"))).hasToString(home + "/login?returnTo=%2Fshelf%2F1");
    }

    @Test
    void callback_ofTheProviderThatWasChosen_signsIn() {
        URI login = browser.beginLogin("/login/institute?returnTo=/shelf/1");

        HttpResponse<String> callback = browser.get("/callback/institute?code=Ada&" + login.getRawQuery());

        assertThat(Browser.location(callback)).hasToString(home + "/shelf/1");
        assertThat(browser.get("/").body()).contains("Hello Ada ( of institute)");
    }

    @Test
    void callback_ofOneProvider_neverCompletesALoginOfTheOther() {
        URI login = browser.beginLogin("/login/institute");

        HttpResponse<String> callback = browser.get("/callback/orchid?code=Ada&" + login.getRawQuery());

        assertThat(callback.statusCode()).isEqualTo(400);
        assertThat(browser.get("/").statusCode()).isEqualTo(303);
        assertThat(browser.get("/callback/institute?code=Ada&" + login.getRawQuery())
                        .statusCode())
                .isEqualTo(303);
    }

    @Test
    void person_whomBothServersTellByTheSameAddress_isAnotherOneAtEach() {
        signIn(browser, "institute", "ada@example.org");
        Browser elsewhere = new Browser(URI.create(home).getPort());
        signIn(elsewhere, "orchid", "ada@example.org");

        assertThat(browser.get("/name").body()).isEqualTo("institute:ada@example.org");
        assertThat(elsewhere.get("/name").body()).isEqualTo("orchid:ada@example.org");
    }

    @Test
    void person_whomTheServerDoesNotName_isNotSignedIn() {
        HttpResponse<String> answer = signIn(browser, "institute", "");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("Our institute did not answer as it should");
        assertThat(browser.get("/").statusCode()).isEqualTo(303);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/login",
                "/login/",
                "/login/orchid",
                "/login/other",
                "/%6cogin",
                "/callback",
                "/callback/institute",
                "/callback/orchid?code=Ada",
                "/logout"
            })
    void returnTo_whenItIsAPageOfTheSignIn_isTheFirstPage(String wish) {
        URI login = browser.beginLogin("/login/institute?returnTo=" + URLEncoder.encode(wish, StandardCharsets.UTF_8));

        HttpResponse<String> callback = browser.get("/callback/institute?code=Ada&" + login.getRawQuery());

        assertThat(Browser.location(callback)).hasToString(home + "/");
    }

    @Test
    void login_ofAProviderThatIsNotThere_beginsNothing() {
        HttpResponse<String> answer = browser.get("/login/evil");

        assertThat(Browser.location(answer)).hasPath("/login");
        assertThat(answer.headers().allValues("Set-Cookie")).isEmpty();
    }

    private static HttpResponse<String> signIn(Browser browser, String login, String code) {
        URI begun = browser.beginLogin("/login/" + login);
        return browser.get("/callback/" + login + "?code=" + code + "&" + begun.getRawQuery());
    }
}
