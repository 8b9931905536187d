package io.labauth.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.labauth.cli.Program.Result;
import io.labauth.testkit.FakeTiled;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TiledIT {
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
    void login_byPassword_keepsTheSession() {
        Result result = signIn();

        assertThat(result.out()).startsWith("Signed in to Tiled as ada").contains("Kept under the name tiled.");
        assertThat(result.exitCode()).isZero();
        assertThat(run("whoami").out()).contains("ada", "yes");
    }

    @Test
    void login_byAWrongPassword_endsWithThree() {
        Result result = new Program(home)
                .reading("wrong")
                .run(
                        "login",
                        "tiled",
                        server(),
                        "--provider",
                        internal(),
                        "--username",
                        "ada",
                        "--password-stdin",
                        "-v");

        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.err()).doesNotContain("wrong\n");
    }

    @Test
    void login_withAnotherProvider_showsTheCode() throws Exception {
        Process process = new Program(home).start("login", "tiled", server(), "--provider", external(), "--device");
        try (BufferedReader err = process.errorReader()) {
            Program.line(err, "and enter this code");
            Program.line(err, "");
            fake.approve(Program.line(err, "  ").strip(), "ada");
        }
        assertThat(Program.text(process.getInputStream()).join()).startsWith("Signed in to Tiled as ada");
        assertThat(Program.exitCode(process)).isZero();
    }

    @Test
    void login_withAnotherProvider_waitsNoLongerThanAsked() {
        Result result = run("login", "tiled", server(), "--provider", external(), "--device", "--timeout", "1s");

        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.err()).contains("at most 1 second", "in time");
    }

    @Test
    void login_ofASecondPerson_forgetsTheFirstAndSaysSo() {
        fake.addUser("bob", "sesame");
        signIn("ada", "first");
        Result second = signIn("bob", "second");

        assertThat(second.err()).contains("forgot first");
        assertThat(run("logout", "first").exitCode()).isEqualTo(3);
        assertThat(run("keys", "create", "--service", "tiled", "--as", "first").exitCode())
                .isEqualTo(3);
        assertThat(run("whoami").out()).contains("second", "bob", "yes").doesNotContain("ada");
    }

    @Test
    void logout_thatOnlyForgets_removesTheTokensAndAsksNobody() throws IOException {
        signIn();
        fake.close();

        assertThat(run("logout", "tiled", "--forget-only").exitCode()).isZero();

        try (Stream<Path> tokens = Files.list(home.resolve(".config/labauth/tiled"))) {
            assertThat(tokens).noneMatch(file -> file.toString().endsWith(".json"));
        }
    }

    @Test
    void login_withoutServer_asksForIt() {
        Result result = run("login", "tiled");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("labauth login tiled https://");
    }

    @Test
    void create_printsTheKeyOnceAndListShowsItsBeginning() {
        signIn();

        Result created = run(
                "keys",
                "create",
                "--service",
                "tiled",
                "--expires-in",
                "10m",
                "--scope",
                "read:metadata",
                "--note",
                "Plots");
        Result listed = run("keys", "list", "--service", "tiled");

        assertThat(created.out()).matches("[0-9a-f]{72}\n");
        assertThat(created.err()).contains("Keep this key now");
        String key = created.out().strip();
        assertThat(listed.out().lines().findFirst()).get().asString().startsWith("KEY       NOTE   EXPIRES (UTC)");
        assertThat(listed.out())
                .contains(key.substring(0, 8) + "  Plots  20", "read:metadata")
                .doesNotContain(key);
    }

    @Test
    void list_asJson_hasAllThatIsKnown() {
        signIn();
        run("keys", "create", "--service", "tiled", "--note", "Plots");

        Result result = run("keys", "list", "--service", "tiled", "--json");

        assertThat(result.out())
                .startsWith("{\"keys\":[{\"id\":\"")
                .contains(
                        "\"firstCharacters\":\"",
                        "\"note\":\"Plots\"",
                        "\"created\":null",
                        "\"expires\":null",
                        "\"latestActivity\":null",
                        "\"scopes\":[");
    }

    @Test
    void revoke_byFirstCharacters_endsTheKey() {
        signIn();
        String key = run("keys", "create", "--service", "tiled").out().strip();

        Result result = run("keys", "revoke", "--service", "tiled", key.substring(0, 8));

        assertThat(result.out()).isEqualTo("Revoked " + key.substring(0, 8) + ".\n");
        assertThat(run("keys", "list", "--service", "tiled").out()).isEqualTo("There are no keys.\n");
    }

    @Test
    void revoke_byTheWholeKeyOnTheStandardInput_endsTheKey() {
        signIn();
        String key = run("keys", "create", "--service", "tiled").out().strip();

        Result result = new Program(home).reading(key).run("keys", "revoke", "--service", "tiled", "--key-stdin");

        assertThat(result.exitCode()).describedAs(result.err()).isZero();
    }

    @Test
    void revoke_byTheWholeKeyOnTheCommandLine_isRefusedAndNotRepeated() {
        signIn();
        String key = run("keys", "create", "--service", "tiled").out().strip();

        Result result = run("keys", "revoke", "--service", "tiled", key);

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("does not belong on the command line").doesNotContain(key);
    }

    @Test
    void create_whenItCouldNotBeSaved_makesNoKey() {
        signIn();

        Result result = run("keys", "create", "--service", "tiled", "--save", "a/b");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(run("keys", "list", "--service", "tiled").out()).isEqualTo("There are no keys.\n");
    }

    @Test
    void create_withMoreScopesThanItsOwner_endsWithFour() {
        signIn();

        Result result = run("keys", "create", "--service", "tiled", "--scope", "admin:apikeys");

        assertThat(result.exitCode()).isEqualTo(4);
    }

    @Test
    void exec_withASavedKey_givesItToTheProgramAlone() {
        signIn();
        Result created = run("keys", "create", "--service", "tiled", "--save", "plots");

        Result result = run("exec", "plots", "--", "/bin/sh", "-c", "echo ${#TILED_API_KEY}; cat /proc/$$/cmdline");

        assertThat(created.out()).isEqualTo("Kept under the name plots.\n");
        assertThat(result.out()).startsWith("72\n");
    }

    @Test
    void exec_withASession_saysToMakeAKey() {
        signIn();

        Result result = run("exec", "tiled", "--", "/bin/true");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("labauth keys create --service tiled --save NAME");
    }

    @Test
    void logout_endsTheSessionAtTheServer() {
        signIn();

        Result result = run("logout");

        assertThat(result.out()).isEqualTo("Forgot tiled.\n");
        assertThat(fake.calls().all()).anyMatch(call -> call.method().contains("revoke"));
    }

    @Test
    void logout_withForgetOnly_leavesTheSessionAtTheServer() {
        signIn();
        int before = fake.calls().all().size();

        Result result = run("logout", "--forget-only");

        assertThat(result.out()).startsWith("Forgot tiled.");
        assertThat(fake.calls().all()).hasSize(before);
    }

    @Test
    void keys_whenTheServerIsUnknown_asksForIt() {
        Result result = run("keys", "list", "--service", "tiled");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("--server");
    }

    @Test
    void keys_byAKeyOfTheEnvironment_needNoSignIn() {
        String key = fake.issueKey("ada");

        Result result = new Program(home)
                .with("TILED_API_KEY", key)
                .run("keys", "list", "--service", "tiled", "--server", server());

        assertThat(result.out()).contains(key.substring(0, 8));
    }

    private Result signIn() {
        return signIn("ada", "tiled");
    }

    private Result signIn(String person, String name) {
        return new Program(home)
                .reading("sesame")
                .run(
                        "login",
                        "tiled",
                        server(),
                        "--provider",
                        internal(),
                        "--username",
                        person,
                        "--password-stdin",
                        "--save",
                        name);
    }

    private Result run(String... arguments) {
        return new Program(home).run(arguments);
    }

    private String server() {
        return fake.uri().toString();
    }

    private static String internal() {
        return "toy";
    }

    private static String external() {
        return "orcid";
    }
}
