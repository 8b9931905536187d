package io.labauth.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpResponse;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Two OpenID Connect servers side by side, by settings alone. */
@ShopTest
class OAuth2SignInTest {
    private static final MockOAuth2Server SERVERS = new MockOAuth2Server();

    private final String home;
    private final Browser browser;

    @DynamicPropertySource
    static void servers(DynamicPropertyRegistry settings) throws IOException {
        SERVERS.start(InetAddress.getLoopbackAddress(), 0);
        settings.add(
                "labauth.providers.north.issuer",
                () -> SERVERS.issuerUrl("north").toString());
        settings.add("labauth.providers.north.client-id", () -> "lab");
        settings.add(
                "labauth.providers.south.issuer",
                () -> SERVERS.issuerUrl("south").toString());
        settings.add("labauth.providers.south.client-id", () -> "lab");
        settings.add("labauth.providers.south.name", () -> "The southern institute");
    }

    @AfterAll
    static void stop() {
        SERVERS.shutdown();
    }

    OAuth2SignInTest(@LocalServerPort int port) {
        this.home = "http://localhost:" + port;
        this.browser = new Browser(port);
    }

    @Test
    void login_atTheServerThatWasChosen_signsInAndLeadsToTheWantedPage() {
        URI callback = agree(browser.beginLogin("/login/north?returnTo=/shelf/1"));

        HttpResponse<String> signedIn = browser.get(callback);

        assertThat(callback.getPath()).isEqualTo("/callback/north");
        assertThat(Browser.location(signedIn)).hasToString(home + "/shelf/1");
        assertThat(browser.get("/").body()).contains("of north");
    }

    @Test
    void callback_ofOneServer_neverCompletesTheLoginOfTheOther() {
        URI north = agree(browser.beginLogin("/login/north"));
        URI south = agree(browser.beginLogin("/login/south"));

        assertThat(browser.get("/callback/south?" + north.getRawQuery()).statusCode())
                .isEqualTo(400);
        assertThat(browser.get("/callback/north?" + south.getRawQuery()).statusCode())
                .isEqualTo(400);

        assertThat(browser.get(south).statusCode()).isEqualTo(303);
        assertThat(browser.get("/").body()).contains("of south");
    }

    @Test
    void callback_ofAnotherBrowser_isRefused() {
        URI attackers = agree(new Browser(URI.create(home).getPort()).beginLogin("/login/north"));

        assertThat(browser.get(attackers).statusCode()).isEqualTo(400);
        assertThat(browser.get("/").statusCode()).isEqualTo(303);
    }

    @Test
    void denial_withTheRightState_isSaidAsSuch() {
        URI callback = agree(browser.beginLogin("/login/south"));
        String denied = callback.getRawQuery().replaceFirst("code=[^&]*", "error=access_denied");

        HttpResponse<String> answer = browser.get("/callback/south?" + denied);

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("The sign-in was refused", "The southern institute");
    }

    @Test
    void scopeThatTheServerRefuses_isTheOperatorsToMendAndNotThePersons() {
        URI callback = agree(browser.beginLogin("/login/south"));
        String refused = callback.getRawQuery().replaceFirst("code=[^&]*", "error=invalid_scope");

        HttpResponse<String> answer = browser.get("/callback/south?" + refused);

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).contains("This application cannot sign people in");
    }

    private URI agree(URI authorizationUri) {
        return Browser.location(browser.get(authorizationUri));
    }
}
