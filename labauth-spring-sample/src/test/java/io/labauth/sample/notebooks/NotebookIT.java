package io.labauth.sample.notebooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.labauth.sample.Chromium;
import io.labauth.testkit.FakeLabArchives;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** The notebooks of the documentation, in a real kernel of Jupyter, with a real browser. */
@Timeout(400)
class NotebookIT {
    private static final String KOTLIN = "sign-in-kotlin.ipynb";
    private static final String AGREE = "button[value=sign-in]";

    private final FakeLabArchives fake = FakeLabArchives.start();
    private Jupyter jupyter;

    @TempDir
    Path home;

    @TempDir
    Path profile;

    @BeforeEach
    void start() throws IOException {
        FakeLabArchives.demoUsers().forEach(fake::addUser);
        jupyter = new Jupyter(fake, home);
        Files.copy(Jupyter.NOTEBOOKS.resolve(KOTLIN), home.resolve(KOTLIN));
    }

    @AfterEach
    void stop() {
        fake.close();
    }

    @Test
    void theKotlinNotebook_whenRunFromTopToBottom_signsInByTheBrowserThatItOpened() throws Exception {
        jupyter.with("LABAUTH_BROWSER", Chromium.command(profile));
        Process run = jupyter.start(
                "nbconvert",
                "jupyter",
                "nbconvert",
                "--execute",
                "--to",
                "notebook",
                "--output-dir",
                Jupyter.RESULTS.toString(),
                KOTLIN);

        try (Chromium person = Chromium.attach(profile)) {
            person.awaitTitle("Sign in – Fake LabArchives");
            person.click(AGREE);
            person.awaitTitle("You are signed in");
        }

        jupyter.ended(run, "nbconvert");
        assertThat(Notebook.read(Jupyter.RESULTS.resolve(KOTLIN)).shown())
                .contains("To sign in to LabArchives, open this address:", "Your browser has been asked to.")
                .contains("Mara Lindqvist", "Cryo-EM grids");
        assertThat(fake.calls().count("user_access_info")).isOne();
    }

    @Test
    void theKotlinNotebook_inAFrontEnd_showsALinkThatCanBeClicked() throws Exception {
        try (FrontEnd frontEnd = FrontEnd.start(jupyter);
                Chromium person = Chromium.start(profile)) {
            person.open(frontEnd.notebook(KOTLIN));
            FrontEnd.runAll(person);
            person.awaitElement(".output_area a[href*=api_user_login]");
            person.photograph("notebook-link");
            person.click(".output_area a[href*=api_user_login]");
            person.toNewWindow();
            person.click(AGREE);
            person.awaitTitle("You are signed in");
            person.photograph("notebook-signed-in");
            person.backToFirstWindow();

            person.awaitText("#notebook", "Cryo-EM grids");

            assertThat(person.text("#notebook")).contains("Mara Lindqvist");
            person.photograph("notebook-done");
        }
        assertThat(fake.calls().count("user_access_info")).isOne();
    }

    @Test
    void theCell_whenInterrupted_endsAtOnceWithThePortFree() throws Exception {
        Process run = jupyter.start(
                "interrupt",
                "/usr/bin/python3",
                Path.of("src", "test", "resources", "notebooks", "interrupt.py")
                        .toAbsolutePath()
                        .toString(),
                Notebook.read(home.resolve(KOTLIN)).code().get(0));

        JsonNode result = new ObjectMapper().readTree(jupyter.ended(run, "interrupt"));

        assertThat(result.path("openBefore").asBoolean()).isTrue();
        assertThat(result.path("openAfter").asBoolean()).isFalse();
        assertThat(result.path("seconds").asDouble()).isLessThan(5);
        assertThat(result.path("shown").asString()).contains("No browser was opened here");
        assertThat(result.path("nextCell").asString()).isEqualTo("42");
        assertThat(fake.calls().total()).isZero();
    }

    @Test
    void onAHub_theAddressOfThePageThatCouldNotBeLoadedIsPastedIntoTheNextCell() throws Exception {
        String hub = "on-a-hub-kotlin.ipynb";
        Files.copy(Jupyter.NOTEBOOKS.resolve(hub), home.resolve(hub));
        jupyter.with("JUPYTERHUB_SERVICE_PREFIX", "/user/mara/");
        try (FrontEnd frontEnd = FrontEnd.start(jupyter);
                Chromium person = Chromium.start(profile)) {
            person.open(frontEnd.notebook(hub));
            FrontEnd.run(person, 1);
            person.awaitElement(".output_area a[href*=api_user_login]");
            URI callback = fake.signIn(
                    URI.create(person.attribute(".output_area a[href*=api_user_login]", "href")),
                    "mara.lindqvist@example.org");

            FrontEnd.replace(person, 3, "PASTE THE ADDRESS HERE", callback.toString());
            person.photograph("hub-paste");
            FrontEnd.run(person, 3);

            person.awaitText("#notebook", "Mara Lindqvist");
            person.photograph("hub-done");
        }
    }
}
