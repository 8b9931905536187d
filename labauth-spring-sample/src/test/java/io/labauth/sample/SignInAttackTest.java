package io.labauth.sample;

import static io.labauth.sample.Browser.MARA;
import static io.labauth.sample.Browser.TOMAS;
import static org.assertj.core.api.Assertions.assertThat;

import io.labauth.testkit.FakeLabArchives;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@SampleTest
class SignInAttackTest {
    private final FakeLabArchives fake;
    private final int port;
    private final Browser victim;
    private final Browser attacker;

    SignInAttackTest(@Autowired FakeLabArchives fake, @LocalServerPort int port) {
        this.fake = fake;
        this.port = port;
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
    void codeOfTheAttacker_whenSplicedOntoTheVictimsPathByTheAttacker_isRefused() {
        URI victimsCallback = victim.agree(victim.beginLogin(), MARA);
        URI attackersCallback = attacker.agree(attacker.beginLogin(), TOMAS);
        URI spliced = victimsCallback.resolve(victimsCallback.getRawPath() + "?" + attackersCallback.getRawQuery());

        assertRefused(attacker.get(spliced));

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
    }

    @Test
    void callback_whenSentTwiceAtOnce_isExchangedOnce() {
        fake.behaviour().latency(Duration.ofMillis(100));
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

        HttpResponse<String> answer = victim.get(callback.resolve(callback.getRawPath() + "?" + edited));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(victim.get("/").body()).contains("Sign in with LabArchives");
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
                "error=denied&auth_code=x&email=a@b.example"
            })
    void callback_whenMalformed_isRefusedAndTheGenuineOneStillSucceeds(String query) {
        URI genuine = victim.agree(victim.beginLogin(), MARA);

        assertRefused(victim.send("GET", URI.create(withoutQuery(genuine) + "?" + query)));

        assertThat(victim.get(genuine).statusCode()).isEqualTo(303);
    }

    @ParameterizedTest
    @ValueSource(strings = {"HEAD", "POST", "PUT", "DELETE", "OPTIONS"})
    void callback_whenNotByGet_isRefusedAndTheGenuineOneStillSucceeds(String method) {
        URI genuine = victim.agree(victim.beginLogin(), MARA);

        assertThat(victim.send(method, genuine).statusCode()).isIn(403, 405);

        assertThat(fake.calls().total()).isZero();
        assertThat(victim.get(genuine).statusCode()).isEqualTo(303);
    }

    @ParameterizedTest
    @CsvSource({
        "Sec-Purpose, prefetch;prerender",
        "Purpose, prefetch",
        "Sec-Fetch-Mode, cors",
        "Sec-Fetch-Mode, no-cors",
        "X-Requested-With, XMLHttpRequest"
    })
    void login_whenNotANavigation_beginsNothing(String header, String value) {
        HttpResponse<String> answer = victim.get("/login", header, value);

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().allValues("Set-Cookie")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "Host, evil.example",
        "X-Forwarded-Host, evil.example",
        "X-Forwarded-Proto, https",
        "X-Forwarded-Prefix, /evil.example",
        "Forwarded, host=evil.example;proto=https"
    })
    void login_whenHeadersNameAnotherHost_sendsLabArchivesTheConfiguredBaseUrl(String header, String value) {
        HttpResponse<String> redirect = victim.get("/login", header, value);

        assertThat(Browser.location(redirect))
                .hasHost("127.0.0.1")
                .extracting(URI::getQuery)
                .asString()
                .contains("redirect_uri=http://localhost:" + port + "/callback/")
                .doesNotContain("evil", "https");
    }

    @Test
    void redirects_whenHeadersNameAnotherHost_stayHere() {
        URI callback = victim.agree(victim.beginLogin(), MARA);

        HttpResponse<String> home = victim.get(callback, "Host", "evil.example", "X-Forwarded-Host", "evil.example");

        assertThat(Browser.location(home)).hasToString("http://localhost:" + port + "/");
    }

    @Test
    void sessionId_whenPlantedByTheAttacker_isChangedOnSignInAndDeadAfterwards() {
        attacker.post("/logout", Map.of());
        String planted = attacker.sessionId();
        victim.plantSession(planted);

        victim.signIn(MARA);

        assertThat(planted).isNotEmpty().isNotEqualTo(victim.sessionId());
        assertThat(victim.isSignedInAs("Mara Lindqvist")).isTrue();
        assertThat(attacker.get("/").body()).contains("Sign in with LabArchives");
    }

    private void assertRefused(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("This sign-in link cannot be used").doesNotContain("auth_code", "@");
        assertThat(fake.calls().total()).isZero();
    }

    private static String withoutQuery(URI uri) {
        return uri.toString().substring(0, uri.toString().indexOf('?'));
    }
}
