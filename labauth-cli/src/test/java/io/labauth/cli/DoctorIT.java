package io.labauth.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.labauth.cli.Program.Result;
import io.labauth.testkit.FakeAsh;
import io.labauth.testkit.FakeLabArchives;
import io.labauth.testkit.FakeLabArchivesExtension;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(FakeLabArchivesExtension.class)
class DoctorIT {
    @TempDir
    private Path home;

    @Test
    void doctor_whenAllIsWell_endsWithZero(FakeLabArchives fake) {
        Result result = configured(fake).run("doctor");

        assertThat(result.exitCode()).describedAs(result.out()).isZero();
        assertThat(result.out())
                .contains(
                        "ACCESS_KEYID, ACCESS_PWD from the environment",
                        "clock: This machine's clock agrees",
                        "LabArchives accepts the access key")
                .doesNotContain(fake.accessPassword(), "problem");
    }

    @Test
    void doctor_whenTheClockIsWrong_saysByHowMuchAndWhatToDo(FakeLabArchives fake) {
        fake.behaviour().clockOffset(Duration.ofMinutes(10));

        Result result = configured(fake).run("doctor");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.out())
                .containsPattern("problem +clock: .* (59[89]|600) seconds behind")
                .contains("timedatectl");
    }

    @Test
    void doctor_whenThePasswordIsWrong_saysSo(FakeLabArchives fake) {
        Result result = configured(fake).with("ACCESS_PWD", "sesame").run("doctor", "--json");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.out())
                .startsWith("{\"checks\":[{\"subject\":\"")
                .contains("\"state\":\"problem\"", "check ACCESS_PWD")
                .doesNotContain("sesame");
    }

    @Test
    void doctor_whenThePasswordWasCopiedWithQuotationMarks_saysSo(FakeLabArchives fake) {
        Result result = configured(fake).with("ACCESS_PWD", "'sesame'").run("doctor", "--offline");

        assertThat(result.out()).contains("quotation marks").doesNotContain("sesame");
    }

    @Test
    void doctor_offline_asksNobody(FakeLabArchives fake) {
        configured(fake).run("doctor", "--offline");

        assertThat(fake.calls().total()).isZero();
    }

    @Test
    void doctor_whenLabArchivesIsSilent_saysSo() {
        Result result = new Program(home)
                .with("API_URL", "http://127.0.0.1:9/api")
                .with("ACCESS_KEYID", "x")
                .with("ACCESS_PWD", "y")
                .run("doctor");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.out()).contains("LabArchives cannot be reached");
    }

    @Test
    void doctor_whenThePortIsTaken_saysSo() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Result result = new Program(home).run("doctor", "--port", String.valueOf(taken.getLocalPort()));

            assertThat(result.exitCode()).isEqualTo(2);
            assertThat(result.out()).contains("Choose another port.");
        }
    }

    @Test
    void doctor_whenOthersCanReadAFileOfKeys_namesItAndTheFix() throws IOException {
        for (String file : new String[] {".netrc", ".env", ".ash/config.json"}) {
            Files.createDirectories(home.resolve(file).getParent());
            Files.writeString(
                    home.resolve(file), file.equals(".netrc") ? "machine x login apikey password apikey|1" : "{}");
            Files.setPosixFilePermissions(home.resolve(file), PosixFilePermissions.fromString("rw-r--r--"));
        }

        Result result = new Program(home).run("doctor", "--offline");

        assertThat(result.out())
                .contains(
                        "chmod 600 " + home.resolve(".netrc"),
                        "chmod 600 " + home.resolve(".env"),
                        "chmod 600 " + home.resolve(".ash/config.json"),
                        "begins with apikey|");
    }

    @Test
    void doctor_whenKeysAreOfAnotherForm_saysWhatIsWrong() {
        Result result = new Program(home)
                .with("TILED_API_KEY", "Apikey sesame")
                .with("ASHR_LABS_API_KEY", "sesame")
                .with("ASH_API_KEY", "open sesame")
                .run("doctor");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.out())
                .contains("Tiled key", "Ashr Labs key", "Ash key")
                .doesNotContain("sesame");
    }

    @Test
    void doctor_whenAKeyHidesTheSession_tellsSo() {
        Result result = new Program(home).with("TILED_API_KEY", "a1".repeat(36)).run("doctor");

        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).contains("in place of the session");
    }

    @Test
    void doctor_asksEachServiceWhetherItAcceptsWhatIsSaved() {
        try (FakeAsh ash = FakeAsh.start()) {
            Credentials credentials = new Credentials(home.resolve(".config/labauth"));
            credentials.save(SavingProgram.credential(
                    "good", Service.ASH, ash.serverUrl().toString(), ash.environmentKey()));
            credentials.save(
                    SavingProgram.credential("bad", Service.ASH, ash.serverUrl().toString(), "ash_" + "x".repeat(32)));
            credentials.save(SavingProgram.credential("away", Service.ASH, "http://127.0.0.1:9", "sesame"));

            Result result = new Program(home).run("doctor");

            assertThat(result.exitCode()).isEqualTo(2);
            assertThat(result.out())
                    .contains("credential good: Ash accepts it.")
                    .containsPattern("problem +credential bad: .*\n +Sign in again")
                    .containsPattern("problem +credential away: .*\n +Check the address");
            assertThat(new Program(home).run("doctor", "--offline").out()).doesNotContain("credential good");
        }
    }

    @Test
    void doctor_whenOthersCanReadTiledsTokensOrAProfileWithAKey_namesThem() throws IOException {
        for (String file : new String[] {
            ".config/labauth/tiled/lab.json", ".config/tiled/profiles/lab.yml", ".config/tiled/profiles/open.yml"
        }) {
            Files.createDirectories(home.resolve(file).getParent());
            Files.writeString(home.resolve(file), file.endsWith("lab.yml") ? "lab: {api_key: sesame}" : "{}");
            Files.setPosixFilePermissions(home.resolve(file), PosixFilePermissions.fromString("rw-r--r--"));
        }

        assertThat(new Program(home).run("doctor", "--offline").out())
                .contains(
                        "chmod 600 " + home.resolve(".config/labauth/tiled/lab.json"),
                        "chmod 600 " + home.resolve(".config/tiled/profiles/lab.yml"))
                .doesNotContain("open.yml", "sesame");
    }

    @Test
    void doctor_tellsTheHazardsOfEachServiceAndARemedyForEachProblem() {
        String json = new Program(home)
                .with("ASHR_LABS_API_KEY", "sesame")
                .run("doctor", "--offline", "--json")
                .out();

        for (Service service : Service.values()) {
            assertThat(json).contains(service.title() + ", known hazard");
        }
        assertThat(json).doesNotContainPattern("\"state\":\"problem\",[^}]*\"remedy\":\"\"");
    }

    private Program configured(FakeLabArchives fake) {
        return new Program(home)
                .with("API_URL", fake.apiUrl().toString())
                .with("ACCESS_KEYID", fake.accessKeyId())
                .with("ACCESS_PWD", fake.accessPassword());
    }
}
