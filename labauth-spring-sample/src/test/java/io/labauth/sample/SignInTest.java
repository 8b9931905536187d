package io.labauth.sample;

import static io.labauth.sample.Browser.MARA;
import static io.labauth.sample.Browser.TOMAS;
import static org.assertj.core.api.Assertions.assertThat;

import io.labauth.testkit.FakeLabArchives;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@SampleTest
class SignInTest {
    private final FakeLabArchives fake;
    private final Browser browser;

    SignInTest(@Autowired FakeLabArchives fake, @LocalServerPort int port) {
        this.fake = fake;
        this.browser = new Browser(port);
    }

    @BeforeEach
    void forgetCalls() {
        fake.behaviour().reset();
        fake.calls().reset();
    }

    @Test
    void home_whenNobodyIsSignedIn_offersTheSignInAndStartsNoSession() {
        HttpResponse<String> home = browser.get("/");

        assertThat(home.statusCode()).isEqualTo(200);
        assertThat(home.body()).contains("Sign in with LabArchives", "href=\"/login\"", "Demo mode");
        assertThat(home.headers().allValues("Set-Cookie")).isEmpty();
    }

    @Test
    void callback_whenThePersonAgreed_showsWhoIsSignedInAndTheNotebooks() {
        HttpResponse<String> callback = browser.signIn(TOMAS);

        assertThat(callback.statusCode()).isEqualTo(303);
        assertThat(Browser.location(callback)).hasPath("/").hasNoQuery();
        assertThat(browser.get("/").body())
                .contains("<h1>Tomas Okafor</h1>", TOMAS, "Beamline 8 shifts", "Detector calibration")
                .containsOnlyOnce(">default<");
    }

    @Test
    void callback_whenThePersonRefused_saysSoAndOffersToStartAgain() {
        HttpResponse<String> refusal = browser.get(browser.refuse(browser.beginLogin()));

        assertThat(refusal.statusCode()).isEqualTo(403);
        assertThat(refusal.body()).contains("The sign-in was refused", "/login\">Start again", "Demo mode");
        assertThat(fake.calls().count("user_access_info")).isZero();
        assertThat(browser.signIn(MARA).statusCode()).isEqualTo(303);
    }

    @Test
    void callback_whenRefreshedInTheSessionThatSucceeded_goesHomeWithoutASecondExchange() {
        URI callback = browser.agree(browser.beginLogin(), MARA);
        browser.get(callback);

        HttpResponse<String> again = browser.get(callback);

        assertThat(again.statusCode()).isEqualTo(303);
        assertThat(Browser.location(again)).hasPath("/").hasNoQuery();
        assertThat(fake.calls().count("user_access_info")).isOne();
    }

    @Test
    void callbacks_whenThreeTabsReturnInAnotherOrder_allSucceed() {
        URI first = browser.beginLogin();
        URI second = browser.beginLogin();
        URI third = browser.beginLogin();

        assertThat(browser.get(browser.agree(second, MARA)).statusCode()).isEqualTo(303);
        assertThat(browser.get(browser.agree(third, MARA)).statusCode()).isEqualTo(303);
        assertThat(browser.get(browser.agree(first, TOMAS)).statusCode()).isEqualTo(303);
        assertThat(browser.isSignedInAs("Tomas Okafor")).isTrue();
    }

    @Test
    void login_whenBegunASixthTime_forgetsTheOldest() {
        URI oldest = browser.beginLogin();
        URI second = browser.beginLogin();
        for (int i = 0; i < 4; i++) {
            browser.beginLogin();
        }

        assertThat(browser.get(browser.agree(oldest, MARA)).statusCode()).isEqualTo(400);
        assertThat(browser.get(browser.agree(second, MARA)).statusCode()).isEqualTo(303);
    }

    @Test
    void logout_whenPostedWithItsToken_endsTheSession() {
        browser.signIn(MARA);

        HttpResponse<String> logout = browser.signOut();

        assertThat(logout.statusCode()).isEqualTo(302);
        assertThat(logout.headers().firstValue("Location")).contains("/");
        assertThat(browser.isSignedInAs("Mara Lindqvist")).isFalse();
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
}
