package io.labauth.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.labauth.AuthenticationException;
import io.labauth.AuthenticationException.Reason;
import io.labauth.DeviceCode;
import io.labauth.LoginException;
import io.labauth.PendingLogin;
import io.labauth.Secret;
import io.labauth.local.Browser;
import io.labauth.local.DeviceLogin;
import io.labauth.local.LocalLogin;
import io.labauth.oauth2.OAuth2Provider;
import io.labauth.oauth2.OAuth2ProviderBuilder;
import io.labauth.oauth2.OAuth2Service;
import io.labauth.oauth2.OAuth2Session;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A person with a real browser signs in at a real Keycloak: {@code mvn verify -Pkeycloak}. */
@Timeout(120)
class LoginAtKeycloak {
    private static final String PASSWORD = "for this test alone";
    private static final String OK = "#kc-login";

    private static KeycloakServer server;

    private CompletableFuture<Void> person = new CompletableFuture<>();
    private Chromium chromium;

    @BeforeAll
    @Timeout(600)
    static void startServer() throws Exception {
        server = KeycloakServer.start();
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
    void aPersonSignsIn_byCodeAndProofKey() {
        OAuth2Session session = LocalLogin.with(
                        client().pushedAuthorizationRequests(false).build())
                .browser(ada())
                .signIn();

        person.join();
        chromium.awaitTitle("You are signed in");
        assertThat(session.name()).isEqualTo("Ada Lovelace");
        assertThat(session.claim("email")).contains("ada@example.org");
        assertThat(session.claim("iss")).contains(server.issuer().toString());
    }

    @Test
    void aRequestIsPushed_sinceKeycloakOffersIt() {
        OAuth2Provider provider = client().build();
        PendingLogin pending = provider.begin(URI.create("http://127.0.0.1:8089/callback/"));
        assertThat(pending.authorizationUri().getRawQuery())
                .contains("request_uri=urn")
                .doesNotContain("state", "redirect_uri", "code_challenge");

        assertThat(LocalLogin.with(provider).browser(ada()).signIn().name()).isEqualTo("Ada Lovelace");
    }

    @Test
    void aSession_isRotatedRefreshedRestoredAndRevoked() {
        OAuth2Provider provider = client().build();
        OAuth2Session session = LocalLogin.with(provider).browser(ada()).signIn();
        Secret first = session.accessToken();

        session.refresh();
        OAuth2Session restored = provider.restore(session.save()).refresh();

        assertThat(session.accessToken()).isNotEqualTo(first);
        assertThat(restored.accessToken()).isNotEqualTo(session.accessToken());
        restored.revoke();
        assertThatExceptionOfType(AuthenticationException.class)
                .isThrownBy(restored::refresh)
                .returns(Reason.SESSION_EXPIRED, AuthenticationException::reason);
    }

    @Test
    void aRefreshToken_isGoodOnce() {
        OAuth2Provider provider = client().build();
        OAuth2Session session = LocalLogin.with(provider).browser(ada()).signIn();
        Secret beforeRotation = session.save();

        session.refresh();

        assertThatExceptionOfType(AuthenticationException.class)
                .isThrownBy(() -> provider.restore(beforeRotation).refresh())
                .returns(Reason.SESSION_EXPIRED, AuthenticationException::reason);
    }

    @Test
    void aPersonWhoSignsOut_isSignedOutAtKeycloakToo() {
        OAuth2Provider provider = client().build();
        OAuth2Session session = LocalLogin.with(provider).browser(ada()).signIn();
        person.join();
        URI bye = URI.create(server.issuer() + "/.well-known/openid-configuration");

        chromium.open(session.logoutUrl(bye).orElseThrow());

        assertThat(chromium.address()).isEqualTo(bye);
        chromium.open(
                provider.begin(URI.create("http://127.0.0.1:8089/callback/")).authorizationUri());
        chromium.awaitTitle("Sign in to");
    }

    @Test
    void aPersonOnAnotherDevice_confirmsTheCode() {
        ByteArrayOutputStream terminal = new ByteArrayOutputStream();

        OAuth2Session session =
                onDevice("[name=accept]", "Device Login Successful", terminal).signIn();

        person.join();
        assertThat(session.name()).isEqualTo("Ada Lovelace");
        assertThat(terminal.toString(StandardCharsets.UTF_8)).contains(server.issuer() + "/device", "\u2588");
    }

    @Test
    void aPersonOnAnotherDevice_deniesTheCode() {
        DeviceLogin<OAuth2Session> login =
                onDevice("[name=cancel]", "Device Login Failed", new ByteArrayOutputStream());

        assertThatExceptionOfType(LoginException.class)
                .isThrownBy(login::signIn)
                .returns(LoginException.Reason.DENIED, LoginException::reason);
        person.join();
    }

    private DeviceLogin<OAuth2Session> onDevice(String button, String title, OutputStream terminal) {
        OAuth2Provider provider = client("gel-printer").build();
        return DeviceLogin.with(new WatchedDevice(provider, code -> decide(code, button, title)))
                .output(new PrintStream(terminal, true, StandardCharsets.UTF_8));
    }

    private void decide(DeviceCode code, String button, String title) {
        act(() -> {
            chromium.open(code.verificationUriComplete().orElseThrow());
            enterPassword();
            chromium.awaitElement(button);
            chromium.click(button);
            chromium.awaitText("#kc-page-title", title);
        });
    }

    private Browser ada() {
        return address -> act(() -> {
            chromium.open(address);
            enterPassword();
        });
    }

    private void enterPassword() {
        chromium.awaitTitle("Sign in to");
        chromium.type("#username", "ada");
        chromium.type("#password", PASSWORD);
        chromium.click(OK);
    }

    private boolean act(Runnable deeds) {
        person = CompletableFuture.runAsync(deeds);
        return true;
    }

    private static OAuth2ProviderBuilder client() {
        return client("gel-reader");
    }

    private static OAuth2ProviderBuilder client(String id) {
        return OAuth2Provider.builder(OAuth2Service.keycloak(server.address(), "lab"), id)
                .scopes("openid", "profile", "email");
    }
}
