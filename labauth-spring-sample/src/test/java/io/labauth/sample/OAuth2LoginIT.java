package io.labauth.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.labauth.AuthenticationException;
import io.labauth.DeviceCode;
import io.labauth.LoginException;
import io.labauth.PendingLogin;
import io.labauth.Secret;
import io.labauth.local.Browser;
import io.labauth.local.DeviceLogin;
import io.labauth.local.LocalLogin;
import io.labauth.oauth2.OAuth2Provider;
import io.labauth.oauth2.OAuth2ProviderBuilder;
import io.labauth.oauth2.OAuth2Session;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A person with a real browser signs in at a real OpenID Connect server. */
@Timeout(300)
class OAuth2LoginIT {
    private static final String YES = "button";
    private static final String NO = "button[formaction]";

    private static OidcProvider server;

    private CompletableFuture<Void> person = new CompletableFuture<>();
    private Chromium chromium;

    @BeforeAll
    static void startServer() throws Exception {
        server = OidcProvider.start();
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @BeforeEach
    void startChromium(@TempDir Path profile) {
        chromium = Chromium.start(profile);
    }

    @AfterEach
    void stopChromium() {
        chromium.close();
    }

    @Test
    void aPersonSignsIn_andThePageSaysWho() {
        OAuth2Session session = LocalLogin.with(
                        client().pushedAuthorizationRequests(false).build())
                .browser(whoAgrees())
                .signIn();

        person.join();
        chromium.awaitTitle("You are signed in");
        assertThat(chromium.text("main")).contains("as Ada Lovelace");
        assertThat(chromium.address()).hasNoQuery();
        assertThat(session.subject()).isEqualTo("ada");
        assertThat(session.claim("iss")).contains(server.issuer().toString());
    }

    @Test
    void aRequestThatIsPushed_showsNothingToTheBrowser() {
        OAuth2Provider provider = client().build();
        PendingLogin pending = provider.begin(URI.create("http://127.0.0.1:8089/callback/"));
        assertThat(pending.authorizationUri().getRawQuery())
                .contains("request_uri=urn")
                .doesNotContain("state", "redirect_uri", "code_challenge");

        OAuth2Session session = LocalLogin.with(provider).browser(whoAgrees()).signIn();

        assertThat(session.subject()).isEqualTo("ada");
    }

    @Test
    void aPersonWhoRefuses_isDeniedOnBothSides() {
        LocalLogin<OAuth2Session> login = LocalLogin.with(client().build())
                .browser(address -> act(() -> {
                    chromium.open(address);
                    chromium.awaitTitle("login");
                    chromium.click(NO);
                }));

        LoginException e = catchThrowableOfType(LoginException.class, login::signIn);

        assertThat(e.reason()).isEqualTo(LoginException.Reason.DENIED);
        assertThat(e.errorDescription()).contains("The person said no");
        person.join();
        chromium.awaitTitle("The sign-in was refused");
    }

    @Test
    void aSession_isRotatedRefreshedRestoredAndRevoked() {
        OAuth2Provider provider = client().build();
        OAuth2Session session = LocalLogin.with(provider).browser(whoAgrees()).signIn();
        Secret first = session.accessToken();
        Secret beforeRotation = session.save();

        session.refresh();
        Secret second = session.accessToken();
        OAuth2Session restored = provider.restore(session.save()).refresh();

        assertThat(second).isNotEqualTo(first);
        assertThat(restored.accessToken()).isNotEqualTo(second);
        restored.revoke();
        assertThatExceptionOfType(AuthenticationException.class)
                .isThrownBy(restored::refresh)
                .returns(AuthenticationException.Reason.SESSION_EXPIRED, AuthenticationException::reason);
        assertThatExceptionOfType(AuthenticationException.class)
                .isThrownBy(() -> provider.restore(beforeRotation).refresh());
    }

    @Test
    void aPersonWhoSignsOut_isSignedOutAtTheServerToo() {
        OAuth2Session session =
                LocalLogin.with(client().build()).browser(whoAgrees()).signIn();
        person.join();

        chromium.open(session.logoutUrl(URI.create(server.issuer() + "/bye")).orElseThrow());
        chromium.awaitTitle("Sign out");
        chromium.click(YES);

        chromium.awaitTitle("Bye");
    }

    @Test
    void aPersonOnAnotherDevice_confirmsTheCode() {
        ByteArrayOutputStream terminal = new ByteArrayOutputStream();
        OAuth2Provider provider = client().build();

        OAuth2Session session = DeviceLogin.with(new WatchedDevice(provider, this::confirmOnThePhone))
                .output(new PrintStream(terminal, true, StandardCharsets.UTF_8))
                .signIn();

        person.join();
        assertThat(session.subject()).isEqualTo("ada");
        assertThat(session.name()).isEqualTo("Ada Lovelace");
        assertThat(terminal.toString(StandardCharsets.UTF_8)).contains(server.issuer() + "/device", "\u2588");
    }

    private void confirmOnThePhone(DeviceCode code) {
        act(() -> {
            chromium.open(code.verificationUriComplete().orElseThrow());
            chromium.awaitTitle("Confirm");
            chromium.click(YES);
            chromium.awaitTitle("login");
            chromium.click(YES);
            chromium.awaitTitle("consent");
            chromium.click(YES);
            chromium.awaitTitle("Confirmed");
        });
    }

    private Browser whoAgrees() {
        return address -> act(() -> {
            chromium.open(address);
            chromium.awaitTitle("login");
            chromium.click(YES);
            chromium.awaitTitle("consent");
            chromium.click(YES);
        });
    }

    private boolean act(Runnable deeds) {
        person = CompletableFuture.runAsync(deeds);
        return true;
    }

    private static OAuth2ProviderBuilder client() {
        return OAuth2Provider.builder(server.issuer(), "gel-reader")
                .scopes("openid", "profile", "offline_access")
                .parameters(Map.of("prompt", "consent"));
    }
}
