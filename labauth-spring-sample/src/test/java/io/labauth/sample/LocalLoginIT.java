package io.labauth.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.labauth.LoginException;
import io.labauth.Secret;
import io.labauth.labarchives.LabArchives;
import io.labauth.labarchives.LabArchivesUser;
import io.labauth.local.CallbackCollector;
import io.labauth.local.LocalLogin;
import io.labauth.testkit.FakeLabArchives;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A script signs a person in, who uses a real browser. */
class LocalLoginIT {
    private static final String AGREE = "button[value=sign-in]";
    private static final String REFUSE = "button[value=refuse]";

    private final FakeLabArchives fake = FakeLabArchives.start();
    private final LabArchives labArchives = LabArchives.builder(fake.accessKeyId(), Secret.of(fake.accessPassword()))
            .apiUrl(fake.apiUrl())
            .build();
    private Chromium chromium;

    @BeforeEach
    void start(@TempDir Path profile) {
        FakeLabArchives.demoUsers().forEach(fake::addUser);
        chromium = Chromium.start(profile);
    }

    @AfterEach
    void stop() {
        chromium.close();
        fake.close();
    }

    @Test
    void signIn_whenThePersonAgrees_endsOnceThePageIsShown() {
        CompletableFuture<Void> person = new CompletableFuture<>();

        LabArchivesUser user = LocalLogin.with(labArchives)
                .browser(address -> {
                    decide(address, AGREE, person);
                    return true;
                })
                .signIn();

        person.join();
        chromium.awaitTitle("You are signed in");
        assertThat(chromium.text("main")).contains("Signed in to LabArchives as Mara Lindqvist.");
        assertThat(chromium.address()).hasNoQuery();
        assertThat(user.fullName()).isEqualTo("Mara Lindqvist");
        assertThat(user.notebooks()).isNotEmpty();
        chromium.photograph("local-signed-in");
        assertThat(chromium.overflowsAt(360)).isFalse();
        assertThat(fake.calls().count("user_access_info")).isOne();
    }

    @Test
    void await_whenThePersonRefuses_saysSoOnBothSides() {
        try (CallbackCollector<LabArchivesUser> login =
                LocalLogin.with(labArchives).path("/auth/local-demo/").open()) {
            CompletableFuture<Void> person = new CompletableFuture<>();
            decide(login.authUrl(), REFUSE, person);

            LoginException e = catchThrowableOfType(LoginException.class, login::await);

            assertThat(e.reason()).isEqualTo(LoginException.Reason.DENIED);
            person.join();
            chromium.awaitTitle("The sign-in was refused");
            chromium.photograph("local-refused");
            assertThat(fake.calls().total()).isZero();
        }
    }

    private void decide(java.net.URI address, String button, CompletableFuture<Void> person) {
        var unused = CompletableFuture.runAsync(() -> {
                    chromium.open(address);
                    chromium.awaitTitle("Sign in – Fake LabArchives");
                    chromium.photograph("fake-sign-in");
                    chromium.click(button);
                })
                .whenComplete((done, failure) -> {
                    if (failure == null) {
                        person.complete(null);
                    } else {
                        person.completeExceptionally(failure);
                    }
                });
    }
}
