package io.labauth.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.labauth.LoginException;
import io.labauth.oauth2.OAuth2Provider;
import io.labauth.oauth2.OAuth2Session;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The listener with an OAuth server behind it: the callback's path is plain, and the state alone ties the answer to the question. */
@Timeout(30)
class OAuth2LoginTest {
    private final MockOAuth2Server server = new MockOAuth2Server();
    private CallbackCollector<OAuth2Session> login;
    private OAuth2Provider provider;

    @BeforeEach
    void open() throws Exception {
        server.start(InetAddress.getLoopbackAddress(), 0);
        provider = OAuth2Provider.builder(server.issuerUrl("lab").uri(), "gel-reader")
                .userInfo(false)
                .build();
        login = LocalLogin.with(provider).path("/auth/done").open();
    }

    @AfterEach
    void stop() {
        login.close();
        server.shutdown();
    }

    @Test
    void theCallbackUri_isTheAddressLiteralWithThePathAsGiven() {
        assertThat(login.callbackUri().toString()).matches("http://127\\.0\\.0\\.1:\\d+/auth/done");
        assertThat(login.authUrl().getRawQuery()).contains("redirect_uri=http%3A%2F%2F127.0.0.1%3A");
    }

    @Test
    void aPersonWhoSignsIn_isSignedIn() throws Exception {
        HttpResponse<String> page = browse(login.authUrl());

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("You are signed in");
        assertThat(page.uri()).hasNoQuery();
        assertThat(login.await().subject()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?code=x",
                "?code=x&state=",
                "?code=x&state=wrong",
                "?code=x&state=STATE_TRUNCATED",
                "?code=x&state=STATE&state=STATE",
                "?code=x&state=wrong&state=STATE",
                "?state=STATE",
                "?error=access_denied",
                "?error=access_denied&state=",
                "?error=access_denied&state=wrong",
                "?error=access_denied&state=STATE_TRUNCATED",
                "?error=server_error&error_description=%3Cscript%3E",
                "?code=x&iss=https%3A%2F%2Fevil.example&state=STATE"
            })
    void aCallbackWithoutTheRightState_isRefused_andTheLoginGoesOn(String query) throws Exception {
        String state = state();
        String sent = query.replace("STATE_TRUNCATED", state.substring(0, 42)).replace("STATE", state);

        String answer = RawHttp.get(login.callbackUri(), sent);

        assertThat(answer).startsWith("HTTP/1.1 400 ").doesNotContain(state, "<script", "access_denied", "evil");
        assertThat(tokenRequests()).isZero();
        browse(login.authUrl());
        assertThat(login.await().subject()).isNotEmpty();
    }

    @Test
    void aDenialWithTheRightState_endsTheLogin() throws Exception {
        String answer = RawHttp.get(login.callbackUri(), "?error=access_denied&state=" + state());

        assertThat(answer).startsWith("HTTP/1.1 303 ");
        assertThatExceptionOfType(LoginException.class)
                .isThrownBy(login::await)
                .returns(LoginException.Reason.DENIED, LoginException::reason);
        assertThat(tokenRequests()).isZero();
    }

    @Test
    void theCode_isExchangedOnce() throws Exception {
        browse(login.authUrl());
        login.await();

        assertThat(tokenRequests()).isOne();
    }

    @Test
    void submit_takesTheAddressThatTheBrowserEndedUpAt() throws Exception {
        URI ended = redirect(login.authUrl());

        login.submit(ended.toString());

        assertThat(login.await().subject()).isNotEmpty();
    }

    @Test
    void theStateAndTheCode_areNotLogged() throws Exception {
        String state = state();
        URI ended = redirect(login.authUrl());
        String code = ended.getRawQuery().replaceFirst(".*code=([^&]*).*", "$1");
        Log log = new Log();

        log.start();
        try {
            RawHttp.get(login.callbackUri(), "?code=Sesame&state=wrong" + state);
            RawHttp.get(login.callbackUri(), "?code=Sesame&code=twice&state=" + state);
            RawHttp.signIn(login.callbackUri(), "?" + ended.getRawQuery());
            login.await();
        } finally {
            log.stop();
        }

        assertThat(log.text()).contains("org.xnio").doesNotContain(state, code, "Sesame");
    }

    private HttpResponse<String> browse(URI address) throws IOException, InterruptedException {
        return HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build()
                .send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
    }

    private URI redirect(URI address) throws IOException, InterruptedException {
        HttpResponse<Void> answer =
                HttpClient.newHttpClient().send(HttpRequest.newBuilder(address).build(), BodyHandlers.discarding());
        return URI.create(answer.headers().firstValue("Location").orElseThrow());
    }

    private String state() {
        return login.authUrl().getRawQuery().replaceFirst(".*[?&]?state=([^&]*).*", "$1");
    }

    /** Requests beyond the metadata that {@code open} has fetched. */
    private int tokenRequests() {
        int found = 0;
        for (var request = next(); request != null; request = next()) {
            found += request.endsWith("/token") ? 1 : 0;
        }
        return found;
    }

    private String next() {
        try {
            return server.takeRequest(20, java.util.concurrent.TimeUnit.MILLISECONDS)
                    .getPath();
        } catch (RuntimeException e) {
            return null;
        }
    }
}
