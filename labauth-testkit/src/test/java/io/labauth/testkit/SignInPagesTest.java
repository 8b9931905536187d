package io.labauth.testkit;

import static io.labauth.testkit.SignedClient.encode;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignInPagesTest {
    private static final String EMAIL = "ada+lab@example.org";
    private static final String REDIRECT = "http://127.0.0.1:8089/auth/local-demo/xyz/";

    private final SettableClock clock = new SettableClock(Instant.parse("2026-03-01T10:00:00Z"));
    private FakeLabArchives fake;
    private SignedClient client;

    @BeforeEach
    void start() {
        fake = FakeLabArchives.builder().clock(clock).start();
        fake.addUser(EMAIL, "Ada <i>Brandt", "Optics");
        fake.addUser("ben@example.org", "Ben Okafor");
        client = SignedClient.of(fake).at(clock);
    }

    @AfterEach
    void stop() {
        fake.close();
    }

    @Test
    void page_whenSigned_letsAPersonChoose() throws Exception {
        HttpResponse<String> page = open(client.loginUrl(REDIRECT));

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains(
                        "http://127.0.0.1:8089<", "value=\"ada+lab@example.org\"", "Ben Okafor", "not the real service")
                .contains("Ada &lt;i&gt;Brandt")
                .doesNotContain("<script", "<i>", "{{");
    }

    @Test
    void page_always_keepsTheBrowserFromDoingMore() throws Exception {
        HttpResponse<String> page = open(client.loginUrl(REDIRECT));

        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .startsWith("default-src 'none'; style-src 'sha256-")
                .contains("form-action 'self' http: https:", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(page.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(page.headers().firstValue("Referrer-Policy")).hasValue("no-referrer");
        assertThat(page.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html; charset=utf-8");
    }

    @Test
    void page_whenThereAreNoUsers_saysSo() throws Exception {
        try (FakeLabArchives empty = FakeLabArchives.start()) {
            assertThat(open(SignedClient.of(empty).loginUrl(REDIRECT)).body()).contains("Nobody has been added");
        }
    }

    @Test
    void signIn_whenAUserIsChosen_goesBackWithACodeThatCanBeExchanged() throws Exception {
        HttpResponse<String> answer = decide(REDIRECT, "&decision=sign-in&user=" + encode(EMAIL));

        assertThat(answer.statusCode()).isEqualTo(302);
        String location = answer.headers().firstValue("Location").orElseThrow();
        assertThat(location).startsWith(REDIRECT + "?auth_code=").endsWith("&email=ada%2Blab%40example.org");
        assertThat(location).contains("%2B", "%2F", "%3D");
        assertThat(client.exchange(EMAIL, callback(location, "auth_code")).statusCode())
                .isEqualTo(200);
    }

    @Test
    void signIn_whenTheRedirectUriHasAQuery_appendsToIt() throws Exception {
        HttpResponse<String> answer = decide(REDIRECT + "?tab=a%26b", "&decision=sign-in&user=" + encode(EMAIL));

        assertThat(answer.headers().firstValue("Location").orElseThrow())
                .startsWith(REDIRECT + "?tab=a%26b&auth_code=");
    }

    @Test
    void signIn_whenThePageStoodOpenForAWhile_stillWorks() throws Exception {
        String form = form(REDIRECT) + "&decision=sign-in&user=" + encode(EMAIL);

        clock.advance(Duration.ofMinutes(30));
        assertThat(post(form).statusCode()).isEqualTo(302);
        clock.advance(Duration.ofMinutes(31));
        assertThat(post(form).statusCode()).isEqualTo(401);
    }

    @Test
    void signIn_whenTheUserIsUnknownOrTheDecisionStrange_isAnError() throws Exception {
        assertThat(decide(REDIRECT, "&decision=sign-in&user=x").statusCode()).isEqualTo(400);
        assertThat(decide(REDIRECT, "&decision=sign-in").statusCode()).isEqualTo(400);
        assertThat(decide(REDIRECT, "&decision=maybe").statusCode()).isEqualTo(400);
        assertThat(decide(REDIRECT, "").statusCode()).isEqualTo(400);
    }

    @Test
    void refuse_goesBackWithAnError() throws Exception {
        HttpResponse<String> answer = decide(REDIRECT, "&decision=refuse&user=" + encode(EMAIL));

        assertThat(answer.headers().firstValue("Location")).hasValue(REDIRECT + "?error=access_denied");
    }

    @Test
    void refuse_whenTheValueIsSwitched_tellsThatValue() throws Exception {
        fake.behaviour().refusal("user cancelled");

        assertThat(decide(REDIRECT, "&decision=refuse").headers().firstValue("Location"))
                .hasValue(REDIRECT + "?error=user%20cancelled");
    }

    @Test
    void cancel_goesNowhere() throws Exception {
        assertThat(open(client.loginUrl(REDIRECT)).body()).contains("href=\"/cancelled\"");

        HttpResponse<String> page = open(fake.homeUrl().resolve("/cancelled"));

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("You can close this window");
    }

    @Test
    void page_whenTheSignatureIsWrong_showsTheCode() throws Exception {
        URI url = client.as(fake.accessKeyId(), "wrong").loginUrl(REDIRECT);

        HttpResponse<String> page = open(url);

        assertThat(page.statusCode()).isEqualTo(401);
        assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html; charset=utf-8");
        assertThat(page.body()).contains("Error 4520").doesNotContain("local-demo");
    }

    @Test
    void page_whenTheAccessKeyIsUnknownOrTheLinkOld_showsTheCode() throws Exception {
        assertThat(open(client.as("nobody", "x").loginUrl(REDIRECT)).body()).contains("Error 4506");
        URI url = client.loginUrl(REDIRECT);
        clock.advance(Duration.ofMinutes(3));
        assertThat(open(url).body()).contains("Error 4504");
    }

    @Test
    void page_whenAnotherRedirectUriIsPutIn_refuses() throws Exception {
        String url = client.loginUrl(REDIRECT).toString().replace("8089", "6666");

        assertThat(open(URI.create(url)).body()).contains("Error 4520");
    }

    @Test
    void post_whenTheSignedParametersWereChanged_refuses() throws Exception {
        String form = form(REDIRECT).replace("8089", "6666") + "&decision=sign-in&user=" + encode(EMAIL);

        HttpResponse<String> answer = post(form);

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("Location")).isEmpty();
    }

    @Test
    void page_whenTheEncodedRedirectUriWasSigned_refuses() throws Exception {
        URI url = URI.create(fake.homeUrl() + "api_user_login?" + client.signing(encode(REDIRECT)) + "&redirect_uri="
                + encode(REDIRECT));

        assertThat(open(url).body()).contains("Error 4520");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "ftp://example.org/",
                "/relative",
                "user_access_info",
                "http:opaque",
                "https://user@example.org/",
                "https://example.org/#fragment",
                "https://example.org/a b",
                "https://example.org/\r\nX: y"
            })
    void page_whenTheRedirectUriIsNoPlaceToReturnTo_refuses(String redirectUri) throws Exception {
        assertThat(open(client.loginUrl(redirectUri)))
                .returns(400, HttpResponse::statusCode)
                .satisfies(
                        page -> assertThat(page.body()).contains("Error 4500").doesNotContain("javascript:"));
    }

    @Test
    void page_whenAParameterIsRepeatedOrMissing_refuses() throws Exception {
        assertThat(open(URI.create(client.loginUrl(REDIRECT) + "&redirect_uri=http%3A%2F%2Fevil.example"))
                        .body())
                .contains("Error 4500");
        assertThat(open(fake.homeUrl().resolve("/api_user_login")).body()).contains("Error 4500");
    }

    @Test
    void signIn_withoutThePage_givesTheSameCallback() throws Exception {
        URI callback = fake.signIn(client.loginUrl(REDIRECT), EMAIL);

        assertThat(callback.toString()).startsWith(REDIRECT + "?auth_code=");
        assertThat(client.exchange(EMAIL, callback(callback.toString(), "auth_code"))
                        .statusCode())
                .isEqualTo(200);
        assertThat(fake.refuse(client.loginUrl(REDIRECT))).hasToString(REDIRECT + "?error=access_denied");
    }

    @Test
    void signIn_withoutThePage_whenThePageWouldShowAnError_throws() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> fake.signIn(client.as("nobody", "x").loginUrl(REDIRECT), EMAIL))
                .withMessageStartingWith("4506");
        assertThatIllegalArgumentException().isThrownBy(() -> fake.refuse(fake.homeUrl()));
    }

    private HttpResponse<String> decide(String redirectUri, String decision) throws Exception {
        return post(form(redirectUri) + decision);
    }

    private String form(String redirectUri) {
        return client.signing(redirectUri) + "&redirect_uri=" + encode(redirectUri);
    }

    private HttpResponse<String> post(String form) throws Exception {
        return SignedClient.send(HttpRequest.newBuilder(fake.homeUrl().resolve("/api_user_login"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build());
    }

    private static HttpResponse<String> open(URI url) throws Exception {
        return SignedClient.send(HttpRequest.newBuilder(url).build());
    }

    private static String callback(String location, String parameter) {
        Map<String, String> parameters =
                Parameters.parse(URI.create(location).getRawQuery()).withoutSecrets();
        return parameters.get(parameter);
    }
}
