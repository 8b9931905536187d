package io.labauth.spring;

import static io.labauth.spring.Browser.MARA;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

/** A proxy ends TLS and takes the prefix {@code /app} away. */
@ShopTest
@TestPropertySource(properties = "labauth.web.base-url=https://lab.example.org/app/")
class BehindAProxyTest {
    private final Browser browser;

    BehindAProxyTest(@LocalServerPort int port) {
        this.browser = new Browser(port);
    }

    @Test
    void signIn_whenThePublicAddressDiffers_isComposedOfItAndSucceeds() {
        HttpResponse<String> page = browser.get("/shelf/1");
        assertThat(Browser.location(page)).hasToString("https://lab.example.org/app/login?returnTo=%2Fapp%2Fshelf%2F1");

        URI callback = browser.agree(browser.beginLogin("/login?returnTo=%2Fapp%2Fshelf%2F1"), MARA);
        assertThat(callback).hasHost("lab.example.org");
        assertThat(callback.getPath()).startsWith("/app/callback/");

        HttpResponse<String> signedIn =
                browser.get(callback.getPath().substring("/app".length()) + "?" + callback.getRawQuery());
        assertThat(Browser.location(signedIn)).hasToString("https://lab.example.org/app/shelf/1");
        assertThat(browser.get("/shelf/1").statusCode()).isEqualTo(200);
    }

    @Test
    void everyCookie_isSecureThoughTheRequestIsNot() {
        HttpResponse<String> login = browser.get("/login");
        HttpResponse<String> session = browser.get("/session");

        assertThat(login.headers().firstValue("Set-Cookie"))
                .hasValueSatisfying(cookie ->
                        assertThat(cookie).startsWith("__Host-labauth-flow-").contains("; Secure"));
        assertThat(session.headers().firstValue("Set-Cookie"))
                .hasValueSatisfying(cookie -> assertThat(cookie).contains("; Secure"));
    }
}
