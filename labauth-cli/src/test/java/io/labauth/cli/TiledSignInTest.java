package io.labauth.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.labauth.testkit.FakeTiled;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a sign-in to Tiled needs to be told, and says if it is not. */
class TiledSignInTest {
    @TempDir
    private Path home;

    private FakeTiled fake;

    @BeforeEach
    void start() {
        fake = FakeTiled.start();
        fake.addUser("ada", "sesame");
    }

    @AfterEach
    void stop() {
        fake.close();
    }

    @Test
    void login_whereThereAreSeveralProviders_namesThem() {
        Recorded recorded = login("", 2);

        assertThat(recorded.err()).contains("--provider, one of: toy, ");
    }

    @Test
    void login_withAProviderThatIsNone_namesThoseThatAre() {
        Recorded recorded = login("", 2, "--provider", "nobody");

        assertThat(recorded.err()).contains("--provider, one of: toy, ");
    }

    @Test
    void login_withoutATerminal_saysHowToGiveTheUserName() {
        Recorded recorded = login("sesame", 2, "--provider", "toy", "--password-stdin");

        assertThat(recorded.err())
                .startsWith("labauth: The user name is asked for")
                .contains("--username NAME");
    }

    @Test
    void login_withoutATerminal_saysHowToGiveThePassword() {
        Recorded recorded = login("sesame", 2, "--provider", "toy", "--username", "ada");

        assertThat(recorded.err())
                .startsWith("labauth: The password of ada is asked for")
                .contains("--password-stdin")
                .doesNotContain("sesame");
    }

    @Test
    void login_withAnEmptyStandardInput_saysWhatBelongsThere() {
        Recorded recorded = login("", 2, "--provider", "toy", "--username", "ada", "--password-stdin");

        assertThat(recorded.err()).contains("The standard input is not the password");
    }

    @Test
    void login_isNotSwayedByAKeyOfTheEnvironment() {
        Recorded recorded = new Recorded("sesame");

        int exitCode = LabAuthCommand.run(
                recorded.invocation(home, Map.of("TILED_API_KEY", "ab".repeat(36))),
                "login",
                "tiled",
                fake.uri().toString(),
                "--provider",
                "toy",
                "--username",
                "ada",
                "--password-stdin");

        assertThat(exitCode).describedAs(recorded.err()).isZero();
        assertThat(recorded.out()).startsWith("Signed in to Tiled as ada");
    }

    @Test
    void login_keepsNeitherPasswordNorTokensAmongTheCredentials() throws Exception {
        login("sesame", 0, "--provider", "toy", "--username", "ada", "--password-stdin", "--save", "lab");

        assertThat(Files.readString(home.resolve(".config/labauth/credentials.json")))
                .contains("\"lab\"", "\"secrets\":{}")
                .doesNotContain("sesame", "token");
    }

    @Test
    void login_atAServerOfOneUser_namesTheVariableOfItsKey() {
        try (FakeTiled single = FakeTiled.builder().singleUser("ab".repeat(32)).start()) {
            Recorded recorded = new Recorded("");

            int exitCode = LabAuthCommand.run(
                    recorded.invocation(home), "login", "tiled", single.uri().toString());

            assertThat(exitCode).isEqualTo(ExitCodes.USAGE);
            assertThat(recorded.err()).contains("TILED_API_KEY");
        }
    }

    @Test
    void login_withANameThatIsNoProfile_asksForAnAddress() {
        Recorded recorded = new Recorded("");

        int exitCode = LabAuthCommand.run(recorded.invocation(home), "login", "tiled", "tiled.example.org");

        assertThat(exitCode).isEqualTo(ExitCodes.USAGE);
        assertThat(recorded.err())
                .contains("There is no Tiled profile tiled.example.org", "the address of a server with its https://");
    }

    @Test
    void login_atAServerOfTheOldKind_takesTheCodeThatItsPageShows() {
        fake.behaviour().oldBrowserSignIn(true);

        Recorded withoutCode = login("", 2, "--provider", "orcid", "--no-browser");
        Recorded withCode = login(fake.issueAccessCode("ada"), 0, "--provider", "orcid", "--password-stdin");

        assertThat(withoutCode.err())
                .contains("it shows a code in the end:\n\n  http", "--password-stdin")
                .doesNotContain("signIn(");
        assertThat(withCode.out()).startsWith("Signed in to Tiled as ada");
    }

    @Test
    void create_withATimeInTiledsOwnWords_isMade() {
        login("sesame", 0, "--provider", "toy", "--username", "ada", "--password-stdin");

        for (String time : new String[] {"10m", "3600", "1y 3d", "never"}) {
            Recorded recorded = new Recorded("");

            assertThat(LabAuthCommand.run(
                            recorded.invocation(home), "keys", "create", "--service", "tiled", "--expires-in", time))
                    .describedAs(time + recorded.err())
                    .isZero();
        }
    }

    private Recorded login(String input, int exitCode, String... more) {
        Recorded recorded = new Recorded(input);
        String[] all = new String[3 + more.length];
        System.arraycopy(new String[] {"login", "tiled", fake.uri().toString()}, 0, all, 0, 3);
        System.arraycopy(more, 0, all, 3, more.length);

        assertThat(LabAuthCommand.run(recorded.invocation(home), all))
                .describedAs(recorded.err())
                .isEqualTo(exitCode);
        return recorded;
    }
}
