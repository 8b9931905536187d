package io.labauth.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.labauth.testkit.FakeAsh;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which key is meant. */
class KeysRevokeTest {
    @TempDir
    private Path home;

    private final ByteArrayOutputStream complaints = new ByteArrayOutputStream();
    private FakeAsh fake;

    @BeforeEach
    void start() {
        fake = FakeAsh.start();
    }

    @AfterEach
    void stop() {
        fake.close();
    }

    @Test
    void revoke_byTheId_endsThatKeyAlone() {
        String mine = fake.issueKey("mine");
        fake.issueKey("other");

        Recorded revoked = run("", 0, "revoke", idOf("mine"));

        assertThat(revoked.out()).startsWith("Revoked ash_").doesNotContain(mine);
        assertThat(run("", 0, "list").out()).contains("other").doesNotContain("mine");
    }

    @Test
    void revoke_whenSeveralKeysBeginLikeThis_endsNone() {
        fake.issueKey("mine");
        fake.issueKey("other");

        Recorded revoked = run("", 2, "revoke", "ash_");

        assertThat(revoked.err()).isEqualTo("labauth: Several keys begin like this: write more of it, or its id.\n");
        assertThat(run("", 0, "list").out()).contains("mine", "other");
    }

    @Test
    void revoke_whenNoKeyIsLikeThis_pointsAtTheList() {
        fake.issueKey("mine");

        assertThat(run("", 2, "revoke", "ash_zz").err()).contains("labauth keys list shows those that are there");
        assertThat(run("ash_" + "z".repeat(40), 2, "revoke", "--key-stdin").err())
                .contains("labauth keys list shows")
                .doesNotContain("zzz");
        assertThat(run("", 2, "revoke", "").err()).contains("labauth keys list shows");
    }

    @Test
    void revoke_whenTheKeyIsGivenTwice_saysSo() {
        String mine = fake.issueKey("mine");

        assertThat(run(mine, 2, "revoke", "ash_", "--key-stdin").err()).contains("The key is given twice");
        assertThat(run("", 0, "list").out()).contains("mine");
    }

    @Test
    void revoke_ofAnApplication_takesOneKeyFromTheStandardInput() {
        Recorded recorded = new Recorded("sesame");

        int exitCode = LabAuthCommand.run(
                recorded.invocation(home),
                "keys",
                "revoke",
                "--service",
                "https://lab.example.org",
                "--key-stdin",
                "--token-stdin");

        assertThat(exitCode).isEqualTo(ExitCodes.USAGE);
        assertThat(recorded.err()).contains("holds one key", "--as NAME").doesNotContain("sesame");
    }

    @Test
    void revoke_withoutATerminalOrInput_saysHowToGiveTheKey() {
        assertThat(run("", 2, "revoke").err()).contains("terminal", "--key-stdin");
    }

    @Test
    void keys_byACredentialOfAnotherService_saySo() {
        new Credentials(home.resolve(".config/labauth"))
                .save(SavingProgram.credential("plates", Service.TILED, "http://127.0.0.1:9", "sesame"));

        assertThat(run("", 2, "list", "--as", "plates").err())
                .isEqualTo("labauth: plates is a credential of Tiled, not of ash.\n");
        assertThat(run("", 3, "list", "--as", "nobody").err()).contains("there is plates");
    }

    @Test
    void keys_whenSeveralCredentialsFit_takeTheOneThatIsNamed() {
        Credentials credentials = new Credentials(home.resolve(".config/labauth"));
        credentials.save(
                SavingProgram.credential("good", Service.ASH, fake.serverUrl().toString(), fake.issueKey("mine")));
        credentials.save(
                SavingProgram.credential("bad", Service.ASH, fake.serverUrl().toString(), "ash_" + "k".repeat(20)));

        assertThat(run("", 0, "list", "--as", "good").out()).contains("mine");
        assertThat(run("", 3, "list", "--as", "bad").out()).isEmpty();
    }

    @Test
    void keys_whenSeveralCredentialsFitAndNoneIsNamed_takeNobodysElse() {
        Credentials credentials = new Credentials(home.resolve(".config/labauth"));
        credentials.save(SavingProgram.credential("one", Service.ASH, "http://127.0.0.1:9", "sesame"));
        credentials.save(SavingProgram.credential("two", Service.ASH, "http://127.0.0.1:9", "sesame"));

        assertThat(run("", 2, "list").err())
                .isEqualTo("labauth: Several credentials are saved for ash: say which by --as, one of one, two.\n");
        assertThat(run("", 0, "list", "--server", fake.serverUrl().toString()).out())
                .contains("KEY");
    }

    @Test
    void revoke_asJson_isTheKeyWithoutItsSecret() {
        String mine = fake.issueKey("mine");

        assertThat(run("", 0, "revoke", idOf("mine"), "--json").out())
                .startsWith("{\"id\":\"")
                .contains("\"note\":\"mine\"")
                .doesNotContain(mine);
    }

    @Test
    void revoke_ofLabKeyWithoutItsNumber_asksForNoKey() {
        Recorded recorded = new Recorded("sesame");

        int exitCode =
                LabAuthCommand.run(recorded.invocation(home), "keys", "revoke", "--service", "labkey", "--key-stdin");

        assertThat(exitCode).isEqualTo(ExitCodes.USAGE);
        assertThat(recorded.err()).contains("give the number of the key");
    }

    @Test
    void create_whereItCouldNotBeKept_makesNoKey() throws IOException {
        Files.createDirectories(home.resolve(".config/labauth/credentials.json.lock"));

        assertThat(run("", 2, "create", "--save", "night").err()).contains("credentials.json");

        assertThat(fake.calls().all()).isEmpty();
    }

    @Test
    void create_whereItCannotBePrinted_saysHowToRevokeIt() {
        Console full = new Console(
                InputStream.nullInputStream(),
                new PrintStream(new FullStream(), true, StandardCharsets.UTF_8),
                new PrintStream(complaints, true, StandardCharsets.UTF_8),
                Map.of());
        Map<String, String> environment = Map.of(
                "ASH_API_KEY",
                fake.environmentKey(),
                "ASH_SERVER_URL",
                fake.serverUrl().toString());

        int exitCode = LabAuthCommand.run(
                new Invocation(environment, home, home, "Linux", Clock.systemUTC(), full),
                "keys",
                "create",
                "--service",
                "ash",
                "--note",
                "lost");

        assertThat(exitCode).isEqualTo(ExitCodes.USAGE);
        assertThat(complaints.toString(StandardCharsets.UTF_8))
                .contains("labauth keys revoke --service ash " + idOf("lost"));
    }

    /** A disk that is full. */
    private static final class FullStream extends OutputStream {
        @Override
        public void write(int b) throws IOException {
            throw new IOException("No space left on device");
        }
    }

    private String idOf(String note) {
        return run("", 0, "list", "--json")
                .out()
                .replaceFirst(
                        "(?s).*\"id\":\"([^\"]+)\",\"firstCharacters\":\"[^\"]*\",\"note\":\"" + note + ".*", "$1");
    }

    /** By the environment's key. */
    private Recorded run(String input, int exitCode, String command, String... arguments) {
        Recorded recorded = new Recorded(input);
        String[] all = Arrays.copyOf(new String[] {"keys", command, "--service", "ash"}, 4 + arguments.length);
        System.arraycopy(arguments, 0, all, 4, arguments.length);
        Map<String, String> environment = Map.of(
                "ASH_API_KEY",
                fake.environmentKey(),
                "ASH_SERVER_URL",
                fake.serverUrl().toString());

        assertThat(LabAuthCommand.run(recorded.invocation(home, environment), all))
                .describedAs(recorded.err())
                .isEqualTo(exitCode);
        return recorded;
    }
}
