package io.labauth.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.labauth.Secret;
import io.labauth.cli.Program.Result;
import io.labauth.testkit.FakeAsh;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The file of saved credentials, as each command finds it. */
class SavedFileIT {
    @TempDir
    private Path home;

    private FakeAsh fake;
    private Path file;

    @BeforeEach
    void start() {
        fake = FakeAsh.start();
        file = home.resolve(".config/labauth/credentials.json");
    }

    @AfterEach
    void stop() {
        fake.close();
    }

    @Test
    void login_makesTheFileForItsOwnerAlone() throws IOException {
        assertThat(login("lab").exitCode()).isZero();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "whoami",
                "logout lab",
                "logout lab --forget-only",
                "exec lab -- /bin/echo started",
                "keys list --service ash --as lab",
                "keys create --service ash --save other"
            })
    void command_whenOthersCanReadTheFile_refusesAndAsksNobody(String arguments) throws IOException {
        login("lab");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        int before = fake.calls().total();

        Result result = new Program(home).run(arguments.split(" ", -1));

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).contains("chmod 600", file.toString()).hasLineCount(1);
        assertThat(fake.calls().total()).isEqualTo(before);
        assertThat(Files.readString(file)).contains(fake.environmentKey());
    }

    @Test
    void login_whenOthersCanReadTheFile_refusesBeforeItAsksForTheKey() throws IOException {
        login("lab");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw----r--"));

        Result result = login("other");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("chmod 600");
        assertThat(Files.readString(file)).doesNotContain("other");
    }

    @ParameterizedTest
    @ValueSource(strings = {"whoami", "logout lab", "exec lab -- /bin/echo started", "doctor --offline"})
    void command_whenTheFileWasEditedBadly_namesTheFileAndThePlace(String arguments) throws IOException {
        login("lab");
        Files.writeString(file, Files.readString(file).replace("\"ash\"", "\"asch\""));
        String edited = Files.readString(file);

        Result result = new Program(home).run(arguments.split(" ", -1));

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.out() + result.err())
                .contains(
                        file + " cannot be understood: credential 1 has a part of the wrong form. Mend it by hand;",
                        "Nothing in it was changed.")
                .doesNotContain(fake.environmentKey(), "started");
        assertThat(Files.readString(file)).isEqualTo(edited);
    }

    @Test
    void login_whenANewerLabauthHasWrittenTheFile_leavesItAlone() throws IOException {
        login("lab");
        Files.writeString(file, Files.readString(file).replace("\"version\":1", "\"version\":2"));
        String newer = Files.readString(file);

        Result result = login("other");

        assertThat(newer).contains("\"version\":2");
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("a newer labauth has written it. Use that one;");
        assertThat(Files.readString(file)).isEqualTo(newer);
    }

    @Test
    void command_whenAFolderIsInTheFilesPlace_saysSo() throws IOException {
        Files.createDirectories(
                file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));

        Result result = new Program(home).run("whoami");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains(file + " cannot be read: check that it is a file");
    }

    @Test
    void command_whenAFileIsInTheFoldersPlace_saysSoBeforeAKeyIsMade() throws IOException {
        Files.createDirectories(home.resolve(".config"));
        Files.writeString(home.resolve(".config/labauth"), "");
        int before = fake.calls().total();

        Result result = new Program(home)
                .with("ASH_API_KEY", fake.environmentKey())
                .with("ASH_SERVER_URL", fake.serverUrl().toString())
                .run("keys", "create", "--service", "ash", "--save", "night");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains(".config/labauth").hasLineCount(1);
        assertThat(fake.calls().total()).isEqualTo(before);
    }

    @Test
    void configFolder_isThatOfTheEnvironment() {
        Path other = home.resolve("elsewhere");

        Result result = new Program(home)
                .with("XDG_CONFIG_HOME", other.toString())
                .reading(fake.environmentKey())
                .run("login", "ash", fake.serverUrl().toString(), "--token-stdin");

        assertThat(result.exitCode()).describedAs(result.err()).isZero();
        assertThat(other.resolve("labauth/credentials.json")).exists();
        assertThat(file).doesNotExist();
    }

    @Test
    void processes_thatSaveAtOnce_loseNothing() throws IOException {
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            Process process = new Program(home)
                    .start("login", "ash", fake.serverUrl().toString(), "--token-stdin", "--save", "lab-" + i);
            try (var key = process.outputWriter()) {
                key.write(fake.environmentKey());
            }
            processes.add(process);
        }

        assertThat(processes).extracting(Program::exitCode).containsOnly(0);
        assertThat(names())
                .containsExactlyElementsOf(
                        IntStream.range(0, 6).mapToObj(i -> "lab-" + i).toList());
    }

    @Test
    void process_thatIsKilledWhileItWaitsForTheKey_leavesTheFileAsItWas() throws Exception {
        login("lab");
        String before = Files.readString(file);
        Process waiting =
                new Program(home).start("login", "ash", fake.serverUrl().toString(), "--token-stdin");

        waiting.destroyForcibly().waitFor();

        assertThat(Files.readString(file)).isEqualTo(before);
        assertThat(login("other").exitCode()).isZero();
        assertThat(names()).containsExactly("lab", "other");
    }

    @Test
    void login_whereNoKeyringIs_keepsTheKeyInTheFile() {
        Result result = new Program(home)
                .with("DBUS_SESSION_BUS_ADDRESS", "unix:path=/no/such/bus")
                .reading(fake.environmentKey())
                .run("login", "ash", fake.serverUrl().toString(), "--token-stdin", "--save", "lab");

        assertThat(result.exitCode()).describedAs(result.err()).isZero();
        assertThat(result.err()).isEmpty();
        assertThat(new Credentials(file.getParent()).require("lab").requireSecret("key"))
                .isEqualTo(Secret.of(fake.environmentKey()));
    }

    private Result login(String name) {
        return new Program(home)
                .reading(fake.environmentKey())
                .run("login", "ash", fake.serverUrl().toString(), "--token-stdin", "--save", name);
    }

    private List<String> names() {
        return new Credentials(file.getParent())
                .all().stream().map(SavedCredential::name).toList();
    }
}
