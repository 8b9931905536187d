package io.labauth.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.labauth.DeviceCode;
import io.labauth.DevicePrompt;
import io.labauth.LoginException;
import io.labauth.Secret;
import io.labauth.testkit.FakeTiled;
import io.labauth.tiled.Provider;
import io.labauth.tiled.Tiled;
import io.labauth.tiled.TiledDeviceLogin;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A person with a real browser signs in to Tiled with an external provider. */
@Timeout(300)
class TiledLoginIT {
    private static final String AGREE = "button.primary";
    private static final String REFUSE = "button[value=refuse]";

    private FakeTiled server;
    private UUID eve;
    private Chromium chromium;
    private CompletableFuture<Void> person = new CompletableFuture<>();

    @BeforeEach
    void start(@TempDir Path profile) {
        server = FakeTiled.start();
        server.behaviour().pollingInterval(Duration.ofSeconds(1));
        eve = server.addUser("eve", "");
        chromium = Chromium.start(profile);
    }

    @AfterEach
    void stop() {
        chromium.close();
        server.close();
    }

    @Test
    void aPersonEntersTheCode_andTheProgramIsSignedIn() {
        Tiled signedIn = login().signInOnDevice(whoDecides(AGREE, "You have logged in"));

        person.join();
        assertThat(signedIn.whoAmI().uuid()).isEqualTo(eve);
    }

    @Test
    void aPersonWhoMistypesTheCode_isAskedAgain() {
        TiledDeviceLogin login = login();

        Tiled signedIn = login.signInOnDevice(code -> person = CompletableFuture.runAsync(() -> {
            decideAtProvider(code, AGREE);
            enter("WRONG");
            chromium.awaitText("main", "Invalid user code");
            chromium.photograph("tiled-code-mistyped");
            enter(code.userCode());
            chromium.awaitTitle("You have logged in");
        }));

        person.join();
        assertThat(signedIn.whoAmI().uuid()).isEqualTo(eve);
    }

    @Test
    void aPersonWhoRefuses_isDeniedOnBothSides() {
        TiledDeviceLogin login = login();

        LoginException e = catchThrowableOfType(
                LoginException.class, () -> login.signInOnDevice(whoDecides(REFUSE, "Authentication failed")));

        assertThat(e.reason()).isEqualTo(LoginException.Reason.DENIED);
        person.join();
    }

    @Test
    void aServerOfTheOldKind_showsACodeThatThePersonGivesToTheProgram() {
        server.behaviour().oldBrowserSignIn(true);
        Tiled tiled = Tiled.builder(server.uri()).connect();
        Provider external = tiled.providers().stream()
                .filter(provider -> provider.mode() == Provider.Mode.EXTERNAL)
                .findFirst()
                .orElseThrow();

        chromium.open(external.authEndpoint());
        chromium.awaitTitle("Sign in");
        chromium.click(AGREE);
        chromium.awaitText("body", "refresh-");
        Tiled signedIn = tiled.signIn(Secret.of(chromium.text("pre")));

        assertThat(signedIn.whoAmI().uuid()).isEqualTo(eve);
    }

    private TiledDeviceLogin login() {
        return Tiled.builder(server.uri()).connect().beginSignIn();
    }

    private DevicePrompt whoDecides(String button, String title) {
        return code -> person = CompletableFuture.runAsync(() -> {
            decideAtProvider(code, button);
            chromium.photograph("tiled-code");
            enter(code.userCode());
            chromium.awaitTitle(title);
            chromium.photograph("tiled-" + (button.equals(AGREE) ? "signed-in" : "refused"));
        });
    }

    private void decideAtProvider(DeviceCode code, String button) {
        chromium.open(code.verificationUri());
        chromium.awaitTitle("Sign in");
        chromium.photograph("tiled-provider");
        chromium.click(button);
        chromium.awaitTitle("Authorize Tiled session");
    }

    private void enter(String userCode) {
        chromium.type("#user_code", userCode);
        chromium.click("button.primary");
    }
}
