package io.labauth.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A person signs in with a real browser. */
@SampleTest
class SignInIT {
    private static final String SIGN_IN = "a.button";
    private static final String AGREE = "button[value=sign-in]";
    private static final String REFUSE = "button[value=refuse]";
    private static final String SIGN_OUT = "main form button";

    private final URI home;
    private Chromium chromium;

    SignInIT(@LocalServerPort int port) {
        this.home = URI.create("http://localhost:" + port + "/");
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
    void person_whoAgrees_seesTheNotebooksAndSignsOut() {
        chromium.open(home);
        chromium.click(SIGN_IN);
        chromium.awaitTitle("Sign in – Fake LabArchives");
        chromium.click(AGREE);

        chromium.awaitTitle("Mara Lindqvist");
        assertThat(chromium.address()).isEqualTo(home);
        assertThat(chromium.text("main"))
                .contains("mara.lindqvist@example.org", "Membrane proteins 2026", "Cryo-EM grids");
        assertThat(chromium.text(".notebooks li:first-child")).contains("default");

        chromium.click(SIGN_OUT);
        chromium.awaitTitle("Sign in · labauth sample");
    }

    @Test
    void person_whoRefuses_isToldSoAndStartsAgain() {
        chromium.open(home);
        chromium.click(SIGN_IN);
        chromium.awaitTitle("Sign in – Fake LabArchives");
        chromium.click(REFUSE);

        chromium.awaitTitle("The sign-in was refused");
        chromium.photograph("refused");
        chromium.click(SIGN_IN);
        chromium.awaitTitle("Sign in – Fake LabArchives");
        chromium.click(AGREE);
        chromium.awaitTitle("Mara Lindqvist");
    }

    @Test
    void person_whoHasAKeyboardAlone_signsIn() {
        chromium.open(home);
        assertThat(chromium.tabsTo(SIGN_IN)).isTrue();
        assertThat(chromium.outlineOfFocused()).isEqualTo("solid");
        chromium.pressEnter();
        chromium.awaitTitle("Sign in – Fake LabArchives");
        assertThat(chromium.tabsTo(AGREE)).isTrue();
        chromium.pressEnter();

        chromium.awaitTitle("Mara Lindqvist");
        assertThat(chromium.tabsTo(SIGN_OUT)).isTrue();
        chromium.pressEnter();
        chromium.awaitTitle("Sign in · labauth sample");
    }

    @Test
    void everyPage_fitsAPhoneAndAsksNobodyElse() {
        check("welcome", home);
        check("not-ours", home.resolve("/callback/unknown"));
        check("bad-request", home.resolve("/callback//unknown"));
        chromium.open(home.resolve("/login"));
        chromium.click(AGREE);
        chromium.awaitTitle("Mara Lindqvist");
        check("account", home);
        check("not-found", home.resolve("/nothing"));
    }

    private void check(String name, URI page) {
        chromium.requests();
        chromium.open(page);

        chromium.photograph(name);
        assertThat(chromium.overflowsAt(360)).as(name + " is too wide").isFalse();
        assertThat(chromium.requests())
                .isNotEmpty()
                .allSatisfy(request -> assertThat(request).hasAuthority(home.getAuthority()));
    }
}
