package io.labauth.spring;

import static io.labauth.spring.Browser.MARA;
import static io.labauth.spring.Browser.TOMAS;
import static org.assertj.core.api.Assertions.assertThat;

import io.labauth.testkit.FakeLabArchives;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@ShopTest
class SignInTest {
    private final FakeLabArchives fake;
    private final String home;
    private final Browser browser;

    SignInTest(@Autowired FakeLabArchives fake, @LocalServerPort int port) {
        this.fake = fake;
        this.home = "http://localhost:" + port;
        this.browser = new Browser(port);
    }

    @BeforeEach
    void forgetCalls() {
        fake.behaviour().reset();
        fake.calls().reset();
    }

    @Test
    void protectedPage_whenAPersonOpensIt_leadsToTheSignInAndBack() {
        HttpResponse<String> turnedAway = browser.get("/shelf/3?colour=blue");

        assertThat(turnedAway.statusCode()).isEqualTo(303);
        assertThat(Browser.location(turnedAway)).hasToString(home + "/login?returnTo=%2Fshelf%2F3%3Fcolour%3Dblue");

        HttpResponse<String> signedIn =
                browser.get(browser.agree(browser.beginLogin("/login?returnTo=%2Fshelf%2F3%3Fcolour%3Dblue"), MARA));

        assertThat(signedIn.statusCode()).isEqualTo(303);
        assertThat(Browser.location(signedIn)).hasToString(home + "/shelf/3?colour=blue");
        assertThat(browser.get("/shelf/3?colour=blue").body()).isEqualTo("The shelf colour=blue");
    }

    @Test
    void principal_hasNameAndEmailOfTheProvider() {
        browser.signIn(TOMAS);

        assertThat(browser.get("/").body()).contains("Hello Tomas Okafor (" + TOMAS + " of labArchives)");
    }

    @Test
    void login_whenSignedInAlready_goesToThePageWithoutANewFlow() {
        browser.signIn(MARA);

        HttpResponse<String> again = browser.get("/login?returnTo=/shelf/1");

        assertThat(Browser.location(again)).hasToString(home + "/shelf/1");
        assertThat(again.headers().allValues("Set-Cookie")).isEmpty();
    }

    @Test
    void callback_whenRefreshedOrGoneBackTo_goesOnWithoutASecondExchange() {
        URI callback = browser.agree(browser.beginLogin("/login?returnTo=/shelf/7"), MARA);
        browser.get(callback);

        HttpResponse<String> again = browser.get(callback);

        assertThat(again.statusCode()).isEqualTo(303);
        assertThat(Browser.location(again)).hasToString(home + "/shelf/7");
        assertThat(fake.calls().count("user_access_info")).isOne();
        assertThat(browser.isSignedInAs("Mara Lindqvist")).isTrue();
    }

    @Test
    void callbacks_whenThreeTabsReturnInAnotherOrder_landWhereEachMeantTo() {
        URI first = browser.beginLogin("/login?returnTo=/shelf/1");
        URI second = browser.beginLogin("/login?returnTo=/shelf/2");
        URI third = browser.beginLogin("/login?returnTo=/shelf/3");

        List<String> pages = IntStream.range(0, 3)
                .mapToObj(tab -> List.of(second, third, first).get(tab))
                .map(login -> Browser.location(browser.get(browser.agree(login, MARA)))
                        .getPath())
                .toList();

        assertThat(pages).containsExactly("/shelf/2", "/shelf/3", "/shelf/1");
    }

    @Test
    void callbacks_ofTabsThatBeganAtOnceWithoutCookies_endSignedInOrSayThatThePersonIs() {
        List<Browser> tabs = Stream.generate(() -> new Browser(URI.create(home).getPort()))
                .limit(6)
                .toList();
        List<URI> logins = tabs.stream().map(Browser::beginLogin).toList();
        tabs.forEach(tab -> browser.plantAll(tab.allCookies()));
        List<URI> callbacks =
                logins.stream().map(login -> browser.agree(login, MARA)).toList();
        callbacks.forEach(browser::get);

        List<HttpResponse<String>> answers =
                callbacks.stream().map(browser::get).toList();

        assertThat(answers)
                .filteredOn(answer -> answer.statusCode() != 303)
                .isNotEmpty()
                .allSatisfy(answer ->
                        assertThat(answer.body()).contains("You are signed in", "href=\"" + home + "/\"", "Continue"));
        assertThat(browser.isSignedInAs("Mara Lindqvist")).isTrue();
    }

    @Test
    void cookies_whenTwentyTabsBegin_areAtMostFiveAndUnderFourKilobytes() {
        String longPage = "/login?returnTo=/shelf/" + "x".repeat(240);
        URI oldest = browser.beginLogin(longPage);
        List<URI> others = IntStream.range(0, 19)
                .mapToObj(tab -> browser.beginLogin(longPage))
                .toList();

        assertThat(browser.flowCookies()).hasSize(5);
        assertThat(browser.cookieHeader()).hasSizeLessThan(4096);
        assertThat(browser.get(browser.agree(oldest, MARA)).statusCode()).isEqualTo(400);
        assertThat(browser.get(browser.agree(others.get(18), MARA)).statusCode())
                .isEqualTo(303);
    }

    @Test
    void logout_whenPostedWithItsToken_endsTheSessionEverywhere() {
        browser.signIn(MARA);
        String session = browser.sessionId();
        Browser sameSession = new Browser(URI.create(home).getPort());
        sameSession.plantSession(session);

        HttpResponse<String> logout = browser.signOut();

        assertThat(logout.statusCode()).isEqualTo(302);
        assertThat(browser.get("/").statusCode()).isEqualTo(303);
        assertThat(sameSession.get("/").statusCode()).isEqualTo(303);
    }

    @Test
    void logout_whenDone_leadsToAPageThatSaysSoAndBeginsNothing() {
        browser.signIn(MARA);

        HttpResponse<String> signedOut = browser.get(Browser.location(browser.signOut()));

        assertThat(signedOut.statusCode()).isEqualTo(200);
        assertThat(signedOut.body()).contains("You are signed out", "href=\"" + home + "/login\"");
    }

    @Test
    void logout_whenByGetOrWithoutItsToken_doesNothing() {
        browser.signIn(MARA);

        HttpResponse<String> byGet = browser.get("/logout");
        HttpResponse<String> forged = browser.post("/logout", Map.of());

        assertThat(byGet.statusCode()).isEqualTo(404);
        assertThat(forged.statusCode()).isEqualTo(403);
        assertThat(browser.isSignedInAs("Mara Lindqvist")).isTrue();
    }

    @Test
    void signIns_whenTheSessionIsLostEachTime_stopAfterThreeWithThePageThatNamesTheCause() {
        for (int i = 0; i < 3; i++) {
            assertThat(browser.signIn(MARA).statusCode()).isEqualTo(303);
            browser.forgetSession();
        }

        HttpResponse<String> stopped = browser.get("/login");

        assertThat(stopped.statusCode()).isEqualTo(400);
        assertThat(stopped.body()).contains("This browser does not stay signed in", "Start again");
        assertThat(browser.beginLogin()).hasPath("/api_user_login");
    }

    @Test
    void signIns_whenThePersonSignsOutEachTime_areNotCountedAsLost() {
        for (int i = 0; i < 5; i++) {
            assertThat(browser.signIn(MARA).statusCode()).isEqualTo(303);
            browser.signOut();
        }
    }

    @Test
    void pages_whenFetchedByManyScripts_get401AndBeginNoFlowAndNoSession() {
        List<CompletableFuture<HttpResponse<String>>> storm = IntStream.range(0, 50)
                .mapToObj(i -> browser.getAsync("/shelf/" + i, "Sec-Fetch-Mode", "cors", "Accept", "application/json"))
                .toList();

        assertThat(storm).allSatisfy(answer -> {
            assertThat(answer.join().statusCode()).isEqualTo(401);
            assertThat(answer.join().headers().allValues("Set-Cookie")).isEmpty();
        });
        assertThat(fake.calls().total()).isZero();
    }
}
