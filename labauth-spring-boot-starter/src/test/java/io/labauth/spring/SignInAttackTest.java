package io.labauth.spring;

import static io.labauth.spring.Browser.MARA;
import static io.labauth.spring.Browser.TOMAS;
import static org.assertj.core.api.Assertions.assertThat;

import io.labauth.testkit.FakeLabArchives;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A victim's browser and an attacker's. */
@ShopTest
class SignInAttackTest {
    private final FakeLabArchives fake;
    private final int port;
    private final String home;
    private final Browser victim;
    private final Browser attacker;

    SignInAttackTest(@Autowired FakeLabArchives fake, @LocalServerPort int port) {
        this.fake = fake;
        this.port = port;
        this.home = "http://localhost:" + port;
        this.victim = new Browser(port);
        this.attacker = new Browser(port);
    }

    @BeforeEach
    void forgetCalls() {
        fake.behaviour().reset();
        fake.calls().reset();
    }

    @Test
    void callbackOfTheAttacker_whenOpenedByTheVictim_isRefusedAndTheVictimsOwnLoginGoesOn() {
        URI attackersCallback = attacker.agree(attacker.beginLogin(), TOMAS);
        URI victimsLogin = victim.beginLogin();

        assertRefused(victim.get(attackersCallback));

        assertThat(victim.get(victim.agree(victimsLogin, MARA)).statusCode()).isEqualTo(303);
        assertThat(victim.isSignedInAs("Mara Lindqvist")).isTrue();
    }

    @Test
    void callbackOfTheAttacker_whenOpenedByAVictimWithoutALogin_isRefused() {
        assertRefused(victim.get(attacker.agree(attacker.beginLogin(), TOMAS)));
    }

    @Test
    void codeOfTheAttacker_whenSplicedOntoTheVictimsPath_isRefusedForTheAttacker() {
        URI victimsCallback = victim.agree(victim.beginLogin(), MARA);
        URI attackersCallback = attacker.agree(attacker.beginLogin(), TOMAS);

        assertRefused(attacker.get(
                victimsCallback.resolve(victimsCallback.getPath() + "?" + attackersCallback.getRawQuery())));

        assertThat(victim.get(victimsCallback).statusCode()).isEqualTo(303);
    }

    @Test
    void callback_whenReplayedWithTheCookiesOfBefore_isRefused() {
        URI callback = victim.agree(victim.beginLogin(), MARA);
        Map<String, String> before = victim.allCookies();
        victim.get(callback);
        fake.calls().reset();

        attacker.plantAll(before);

        assertRefused(attacker.get(callback));
        assertThat(attacker.get("/").statusCode()).isEqualTo(303);
    }

    @Test
    void callback_whenReplayedWithTheCookiesOfAfter_signsNobodyInWhoHasNoSession() {
        URI callback = victim.agree(victim.beginLogin(), MARA);
        victim.get(callback);
        Map<String, String> after = victim.allCookies();
        fake.calls().reset();

        attacker.plantAll(after);
        attacker.forgetSession();
        HttpResponse<String> replayed = attacker.get(callback);

        assertThat(Browser.location(replayed)).hasToString(home + "/");
        assertThat(attacker.get("/").statusCode()).isEqualTo(303);
        assertThat(fake.calls().total()).isZero();
    }

    @Test
    void callback_whenSentManyTimesAtOnce_isExchangedOnce() {
        fake.behaviour().latency(Duration.ofMillis(50));
        for (int round = 0; round < 10; round++) {
            Browser browser = new Browser(port);
            URI callback = browser.agree(browser.beginLogin(), MARA);
            fake.calls().reset();

            List<Integer> statuses = Stream.generate(() -> browser.getAsync(callback)).limit(4).toList().stream()
                    .map(CompletableFuture::join)
                    .map(HttpResponse::statusCode)
                    .toList();

            assertThat(statuses).containsExactlyInAnyOrder(303, 400, 400, 400);
            assertThat(fake.calls().count("user_access_info")).isOne();
        }
    }

    @Test
    void callback_whenTheEmailIsEdited_signsNobodyIn() {
        URI callback = victim.agree(victim.beginLogin(), MARA);
        String edited = callback.getRawQuery().replace("mara.lindqvist", "ines.duarte");

        HttpResponse<String> answer = victim.get(callback.resolve(callback.getPath() + "?" + edited));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(victim.get("/").statusCode()).isEqualTo(303);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "auth_code=x",
                "email=mara@example.org",
                "auth_code=&email=",
                "auth_code=x&auth_code=y&email=a@b.example",
                "auth_code=%FF&email=a@b.example",
                "auth_code=%00&email=a@b.example",
                "error=%3Cscript%3E&auth_code=x&email=a@b.example"
            })
    void callback_whenMalformed_isRefusedAndTheGenuineOneStillSucceeds(String query) {
        URI genuine = victim.agree(victim.beginLogin(), MARA);

        assertRefused(victim.get(URI.create(home + genuine.getPath() + "?" + query)));

        assertThat(victim.get(genuine).statusCode()).isEqualTo(303);
    }

    @ParameterizedTest
    @ValueSource(strings = {"HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH"})
    void callback_whenNotByGet_isRefusedAndTheGenuineOneStillSucceeds(String method) {
        URI genuine = victim.agree(victim.beginLogin(), MARA);

        assertThat(victim.send(method, genuine).statusCode()).isIn(403, 405);

        assertThat(fake.calls().total()).isZero();
        assertThat(victim.get(genuine).statusCode()).isEqualTo(303);
    }

    @Test
    void login_whenNotByGet_saysWhichMethodItTakes() {
        HttpResponse<String> answer = victim.send("HEAD", URI.create(home + "/login"));

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow")).contains("GET");
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
    }

    @ParameterizedTest
    @CsvSource({
        "Sec-Purpose, prefetch;prerender",
        "Purpose, prefetch",
        "Sec-Fetch-Mode, cors",
        "Sec-Fetch-Mode, no-cors",
        "Sec-Fetch-Dest, iframe",
        "X-Requested-With, XMLHttpRequest"
    })
    void loginCallbackAndPage_whenNotANavigation_beginAndFinishNothing(String header, String value) {
        URI genuine = victim.agree(victim.beginLogin(), MARA);

        for (String path : List.of("/login", genuine.toString(), "/shelf/1")) {
            HttpResponse<String> answer = victim.get(URI.create(home).resolve(path), header, value);

            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.headers().allValues("Set-Cookie")).isEmpty();
        }
        assertThat(fake.calls().total()).isZero();
        assertThat(victim.get(genuine).statusCode()).isEqualTo(303);
    }

    @ParameterizedTest
    @CsvSource({
        "Host, evil.example",
        "X-Forwarded-Host, evil.example",
        "X-Forwarded-Proto, https",
        "X-Forwarded-Port, 444",
        "X-Forwarded-Prefix, /evil.example",
        "Forwarded, host=evil.example;proto=https"
    })
    void everyRedirect_whenHeadersNameAnotherHost_isComposedOfTheBaseUrl(String header, String value) {
        HttpResponse<String> page = victim.get("/shelf/1", header, value);
        HttpResponse<String> login = victim.get("/login?returnTo=/shelf/1", header, value);
        HttpResponse<String> callback = victim.get(victim.agree(Browser.location(login), MARA), header, value);

        assertThat(Browser.location(page)).hasToString(home + "/login?returnTo=%2Fshelf%2F1");
        assertThat(Browser.location(login)).hasHost("127.0.0.1");
        assertThat(Browser.location(login).getQuery())
                .containsPattern("&redirect_uri=" + Pattern.quote(home) + "/callback/[\\w-]{43,}$");
        assertThat(Browser.location(callback)).hasToString(home + "/shelf/1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//evil.example",
                "/%5Cevil.example",
                "/%2f%2fevil.example",
                "%2F%252F%252Fevil.example",
                "/%255cevil.example",
                "/%09/evil.example",
                "https:evil.example",
                "https://evil.example/",
                "javascript:alert(1)",
                "/..//evil.example",
                "@evil.example",
                "/%0d%0aSet-Cookie:%20a=b",
                "/login",
                "/login/",
                "/callback/x",
                "/logout"
            })
    void returnTo_whenItLeadsAwayOrBackToTheSignIn_isTheFirstPage(String wish) {
        HttpResponse<String> signedIn = victim.get(victim.agree(victim.beginLogin("/login?returnTo=" + wish), MARA));
        HttpResponse<String> signedInAlready = victim.get("/login?returnTo=" + wish);

        assertThat(Browser.location(signedIn)).hasToString(home + "/");
        assertThat(Browser.location(signedInAlready)).hasToString(home + "/");
        assertThat(signedIn.headers().map()).doesNotContainKey("a");
    }

    @Test
    void sessionId_whenPlantedByTheAttacker_isChangedOnSignInAndDeadAfterwards() {
        attacker.get("/session");
        String planted = attacker.sessionId();
        victim.plantSession(planted);

        victim.signIn(MARA);

        assertThat(planted).isNotEmpty().isNotEqualTo(victim.sessionId());
        assertThat(victim.isSignedInAs("Mara Lindqvist")).isTrue();
        assertThat(attacker.get("/").statusCode()).isEqualTo(303);
    }

    @ParameterizedTest
    @ValueSource(strings = {"labauth-flow-0", "labauth-flow-4", "labauth-count"})
    void cookie_whenJunk_isRefusedWithoutAStackTrace(String name) {
        URI callback = attacker.agree(attacker.beginLogin(), TOMAS);
        victim.plant(name, "x".repeat(4000));

        assertRefused(victim.get(callback));

        assertThat(victim.beginLogin()).hasPath("/api_user_login");
    }

    @Test
    void refusal_keepsEverythingForeignOut() {
        HttpResponse<String> page = victim.get("/callback/unknown?error=%3Cscript%3E");

        assertThat(page.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy)
                        .startsWith("default-src 'none'; style-src 'sha256-")
                        .contains("frame-ancestors 'none'", "form-action 'none'")
                        .doesNotContain("unsafe"));
        assertThat(page.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(page.headers().firstValue("Referrer-Policy")).contains("no-referrer");
        assertThat(page.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(page.headers().firstValue("Content-Type")).contains("text/html;charset=UTF-8");
        assertThat(page.body()).contains("lang=\"en\"", "viewport").doesNotContain("<script", "unknown");
    }

    private void assertRefused(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .contains("This sign-in link cannot be used", "href=\"" + home + "/login", "Start again")
                .doesNotContain("auth_code", "@example", "@b.", "<script");
        assertThat(fake.calls().total()).isZero();
    }
}
