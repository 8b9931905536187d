package io.labauth.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.labauth.tiled.Tiled;
import io.labauth.tiled.TiledDeviceLogin;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the fake shows a person who signs in with the external provider, without the browser. */
@Timeout(30)
class TiledPagesTest {
    private static final String PROVIDER = "/orcid/oauth/authorize";
    private static final String DEVICE_CODE = "/api/v1/auth/provider/orcid/device_code";
    private static final String OLD_CODE = "/api/v1/auth/provider/orcid/code";

    private FakeTiled fake;
    private Wire wire;

    @BeforeEach
    void start() {
        fake = FakeTiled.start();
        fake.addUser("ada", "swordfish");
        fake.addUser("eve", "");
        wire = new Wire(fake.uri());
    }

    @AfterEach
    void stop() {
        fake.close();
    }

    @Test
    void theAddressOfASignIn_isTheProvidersPage() throws Exception {
        URI address = login().authorizationUri();

        HttpResponse<String> page = wire.get(address.getRawPath() + "?" + address.getRawQuery());

        assertThat(page.body()).contains("Fake Tiled", "value=\"eve\"").doesNotContain("value=\"ada\"", "{{");
        assertThat(page.headers().firstValue("Content-Security-Policy")).isPresent();
    }

    @Test
    void whoAgrees_isAskedForTheCode_whichMayBeTypedInSmallLetters() throws Exception {
        String userCode = login().userCode();
        String code = providerCode("sign-in&user=eve");
        assertThat(wire.get(DEVICE_CODE + "?code=" + code).body())
                .contains("Authorize Tiled session", "name=\"user_code\"");

        String typed = userCode.toLowerCase(Locale.ROOT).replace("-", "");

        assertThat(enter("AB12", code)).satisfies(page -> {
            assertThat(page.statusCode()).isEqualTo(401);
            assertThat(page.body()).contains("Invalid user code", "name=\"user_code\"");
        });
        assertThat(enter(typed, code).body()).contains("You have logged in");
        assertThat(enter(typed, code).body()).contains("Invalid user code");
    }

    @Test
    void whoRefuses_isToldWhenTheCodeIsEntered() throws Exception {
        String userCode = login().userCode();

        HttpResponse<String> page = enter(userCode, providerCode("refuse"));

        assertThat(page.statusCode()).isEqualTo(401);
        assertThat(page.body()).contains("authentication with third party failed");
    }

    @Test
    void aCodeOfTheProvider_isGoodOnce() throws Exception {
        String first = login().userCode();
        String second = login().userCode();
        String code = providerCode("sign-in&user=eve");

        assertThat(enter(first, code).statusCode()).isEqualTo(200);
        assertThat(enter(second, code).statusCode()).isEqualTo(401);
    }

    @Test
    void aServerOfTheOldKind_showsACodeForTheProgram() throws Exception {
        fake.behaviour().oldBrowserSignIn(true);
        assertThat(wire.get(OLD_CODE).headers().firstValue("Location"))
                .hasValueSatisfying(page -> assertThat(page).contains(PROVIDER));

        String shown = wire.get(OLD_CODE + "?code=" + providerCode("sign-in&user=eve", OLD_CODE))
                .body();

        assertThat(shown).matches("\"refresh-[0-9a-f]+\"");
        assertThat(wire.get(OLD_CODE + "?code=nonsense").statusCode()).isEqualTo(401);
    }

    @Test
    void theProvider_sendsNobodyElsewhere() throws Exception {
        assertThat(post(PROVIDER, "decision=sign-in&user=eve&redirect_uri=https%3A%2F%2Fevil.example%2F")
                        .statusCode())
                .isEqualTo(400);
        assertThat(post(PROVIDER, "decision=sign-in&user=eve").statusCode()).isEqualTo(422);
        assertThat(wire.get(DEVICE_CODE).statusCode()).isEqualTo(422);
    }

    private TiledDeviceLogin login() {
        return Tiled.builder(fake.uri()).connect().beginSignIn();
    }

    private String providerCode(String decision) throws IOException, InterruptedException {
        return providerCode(decision, DEVICE_CODE);
    }

    private String providerCode(String decision, String redirectPath) throws IOException, InterruptedException {
        String redirectUri = URLEncoder.encode(fake.uri() + redirectPath, StandardCharsets.UTF_8);
        String location = post(PROVIDER, "decision=" + decision + "&redirect_uri=" + redirectUri)
                .headers()
                .firstValue("Location")
                .orElseThrow();
        assertThat(location).startsWith(fake.uri() + redirectPath + "?code=");
        return location.substring(location.indexOf('=') + 1);
    }

    private HttpResponse<String> enter(String userCode, String code) throws IOException, InterruptedException {
        return post(DEVICE_CODE, "user_code=" + userCode + "&code=" + code);
    }

    private HttpResponse<String> post(String path, String form) throws IOException, InterruptedException {
        return wire.send("POST", path, form, "Content-Type", "application/x-www-form-urlencoded");
    }
}
