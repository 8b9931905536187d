package io.labauth.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.labauth.cli.Program.Result;
import io.labauth.testkit.FakeAsh;
import io.labauth.testkit.FakeAshrLabs;
import io.labauth.testkit.FakeLabKey;
import io.labauth.testkit.FakeLabKeyUser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** LabKey, Ash and Ashr Labs. */
class KeyServicesIT {
    @TempDir
    private Path home;

    @Test
    void ash_keys_areMadeListedAndRevoked() {
        try (FakeAsh fake = FakeAsh.start()) {
            Program ash = new Program(home)
                    .with("ASH_API_KEY", fake.environmentKey())
                    .with("ASH_SERVER_URL", fake.serverUrl().toString());

            Result created = ash.run("keys", "create", "--service", "ash", "--note", "Plates");
            Result listed = ash.run("keys", "list", "--service", "ash");
            Result revoked = ash.reading(created.out()).run("keys", "revoke", "--service", "ash", "--key-stdin");

            assertThat(created.out()).startsWith("ash_");
            assertThat(listed.out())
                    .contains("Plates")
                    .doesNotContain(created.out().strip());
            assertThat(revoked.out()).startsWith("Revoked ash_");
        }
    }

    @Test
    void ash_keyThatIsSaved_isUsedByWhoamiAndExec() {
        try (FakeAsh fake = FakeAsh.start()) {
            new Program(home)
                    .with("ASH_API_KEY", fake.environmentKey())
                    .run(
                            "keys",
                            "create",
                            "--service",
                            "ash",
                            "--server",
                            fake.serverUrl().toString(),
                            "--save",
                            "lab");

            Result whoami = new Program(home).run("whoami", "lab");
            Result exec =
                    new Program(home).run("exec", "lab", "--", "/bin/sh", "-c", "echo $ASH_API_KEY $ASH_SERVER_URL");

            assertThat(whoami.exitCode()).describedAs(whoami.err()).isZero();
            assertThat(exec.out()).startsWith("ash_").endsWith(fake.serverUrl() + "\n");
        }
    }

    @Test
    void ash_withoutAKey_saysWhereItIsLookedFor() {
        Result result = new Program(home).run("keys", "list", "--service", "ash");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("ASH_API_KEY");
    }

    @Test
    void ash_whenTheKeyIsRefused_endsWithThree() {
        try (FakeAsh fake = FakeAsh.start()) {
            Result result = new Program(home)
                    .with("ASH_API_KEY", "ash_unknown")
                    .run(
                            "keys",
                            "list",
                            "--service",
                            "ash",
                            "--server",
                            fake.serverUrl().toString(),
                            "--verbose");

            assertThat(result.exitCode()).isEqualTo(3);
            assertThat(result.err()).doesNotContain("ash_unknown");
        }
    }

    @Test
    void ash_whenNobodyListens_endsWithFive() {
        Result result = new Program(home)
                .with("ASH_API_KEY", "ash_unknown")
                .run("keys", "list", "--service", "ash", "--server", "http://127.0.0.1:9");

        assertThat(result.exitCode()).isEqualTo(5);
    }

    @Test
    void ash_withATimeToLive_saysThatItHasNone() {
        try (FakeAsh fake = FakeAsh.start()) {
            Result result = new Program(home)
                    .with("ASH_API_KEY", fake.environmentKey())
                    .with("ASH_SERVER_URL", fake.serverUrl().toString())
                    .run("keys", "create", "--service", "ash", "--expires-in", "10m");

            assertThat(result.exitCode()).isEqualTo(2);
            assertThat(result.err()).contains("--expires-in");
        }
    }

    @Test
    void labKey_keys_areMadeListedAndRevoked() throws IOException {
        try (FakeLabKey fake = FakeLabKey.start()) {
            fake.allowKeys(true, false);
            FakeLabKeyUser ada = fake.addUser("ada@example.org", "Ada");
            Files.writeString(
                    home.resolve(".netrc"), "machine 127.0.0.1 login apikey password " + fake.issueKey(ada, "mine"));
            String server = fake.baseUrl().toString();

            Result created = new Program(home)
                    .run("keys", "create", "--service", "labkey", "--server", server, "--note", "Night");
            Result listed = new Program(home).run("keys", "list", "--service", "labkey", "--server", server);
            Result revoked = new Program(home)
                    .run(
                            "keys",
                            "revoke",
                            "--service",
                            "labkey",
                            "--server",
                            server,
                            listed.out()
                                    .lines()
                                    .skip(1)
                                    .findFirst()
                                    .orElseThrow()
                                    .split(" ", -1)[0]);

            assertThat(created.out()).matches("[0-9a-f]{64}\n");
            assertThat(listed.out()).contains("Night", "mine");
            assertThat(revoked.out()).startsWith("Revoked ");
        }
    }

    @Test
    void ashr_keys_areListedAndRevokedButNotMade() {
        try (FakeAshrLabs fake = FakeAshrLabs.start()) {
            Program ashr = new Program(home)
                    .with("ASHR_LABS_API_KEY", fake.issueKey("mine"))
                    .with("ASHR_LABS_BASE_URL", fake.baseUrl().toString());

            assertThat(ashr.run("keys", "list", "--service", "ashr").out()).contains("mine");
            assertThat(ashr.run("keys", "create", "--service", "ashr").exitCode())
                    .isEqualTo(4);
        }
    }

    @Test
    void ashr_keyThatExists_isSavedAndUsed() {
        try (FakeAshrLabs fake = FakeAshrLabs.start()) {
            Result login = login(fake.issueKey("mine"), "ashr", fake.baseUrl().toString());

            Result exec = new Program(home)
                    .run("exec", "lab", "--", "/bin/sh", "-c", "echo ${#ASHR_LABS_API_KEY} $ASHR_LABS_BASE_URL");

            assertThat(login.out()).isEqualTo("Signed in to Ashr Labs. Kept under the name lab.\n");
            assertThat(exec.out()).matches("\\d\\d " + fake.baseUrl() + "\n");
            assertThat(new Program(home)
                            .run("keys", "list", "--service", "ashr")
                            .out())
                    .contains("mine");
        }
    }

    @Test
    void ash_keyThatExists_isSavedAndUsed() {
        try (FakeAsh fake = FakeAsh.start()) {
            Result login = login(fake.environmentKey(), "ash", fake.serverUrl().toString());

            assertThat(login.exitCode()).describedAs(login.err()).isZero();
            assertThat(new Program(home)
                            .run("keys", "create", "--service", "ash", "--note", "Plates")
                            .out())
                    .startsWith("ash_");
        }
    }

    @Test
    void labKey_keyThatExists_isSavedAndUsed() {
        try (FakeLabKey fake = FakeLabKey.start()) {
            FakeLabKeyUser ada = fake.addUser("ada@example.org", "Ada");
            Result login =
                    login(fake.issueKey(ada, "mine"), "labkey", fake.baseUrl().toString());

            assertThat(login.out()).startsWith("Signed in to LabKey as Ada <ada@example.org>.");
            assertThat(new Program(home)
                            .run("exec", "lab", "--", "/bin/sh", "-c", "echo ${#LABKEY_API_KEY}")
                            .out())
                    .isEqualTo("64\n");
        }
    }

    @Test
    void key_whenItIsRefused_isNotSaved() {
        try (FakeAsh fake = FakeAsh.start()) {
            Result login = login("ash_unknown", "ash", fake.serverUrl().toString());

            assertThat(login.exitCode()).isEqualTo(3);
            assertThat(login.err()).doesNotContain("ash_unknown");
            assertThat(new Program(home).run("exec", "lab", "--", "/bin/true").exitCode())
                    .isEqualTo(3);
        }
    }

    @Test
    void labKey_withoutServer_asksForIt() {
        Result result = new Program(home).run("login", "labkey");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("labauth login labkey https://");
    }

    private Result login(String key, String... service) {
        return new Program(home).reading(key).run("login", service[0], service[1], "--token-stdin", "--save", "lab");
    }

    @Test
    void service_whenItHasNoKeys_namesThoseThatDo() {
        Result result = new Program(home).run("keys", "list", "--service", "labarchives");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("tiled, labkey, ash or ashr");
    }
}
