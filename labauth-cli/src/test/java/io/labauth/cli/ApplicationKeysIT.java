package io.labauth.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.labauth.cli.Program.Result;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys of an application that issues them by labauth, at a real one. */
class ApplicationKeysIT {
    private static KeyApplication.Running application;

    @TempDir
    private Path home;

    @BeforeAll
    static void start() {
        application = KeyApplication.start();
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    @Test
    void login_withAKey_provesAndKeepsIt() {
        Result result = signIn("keys:read", "keys:write");

        assertThat(result.exitCode()).describedAs(result.err()).isZero();
        assertThat(result.out()).isEqualTo("Signed in to " + address() + ". Kept under the name lab.\n");
        assertThat(run("whoami", "lab").out()).contains(address(), "yes");
    }

    @Test
    void login_withAKeyThatMayNotListKeys_keepsItToo() {
        assertThat(signIn("notebooks:read").exitCode()).isZero();
    }

    @Test
    void login_withAWrongKey_endsWithThreeAndKeepsNothing() {
        Result result = new Program(home)
                .reading("hello-I-am-no-key")
                .run("login", address(), "--token-stdin", "--save", "lab", "-v");

        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.err())
                .contains("The application does not accept the key: The key is not valid. Make another one")
                .doesNotContain("hello-I-am-no-key");
        assertThat(run("whoami", "lab").exitCode()).isEqualTo(3);
    }

    @Test
    void exec_hasTheKeyInTheEnvironment() {
        signIn("notebooks:read");

        Result result = run("exec", "lab", "--", "/bin/sh", "-c", "echo ${#LABAUTH_API_KEY}");

        assertThat(result.out()).matches("[4-9]\\d\n");
    }

    @Test
    void keys_bySavedKey_areMadeListedAndRevoked() {
        signIn("keys:read", "keys:write");

        Result created = run(
                "keys",
                "create",
                "--service",
                address(),
                "--expires-in",
                "7d",
                "--scope",
                "keys:read",
                "--note",
                "Night job");
        Result listed = run("keys", "list", "--service", address(), "--as", "lab");

        assertThat(created.exitCode()).describedAs(created.err()).isZero();
        String key = created.out().strip();
        String line = listed.out()
                .lines()
                .filter(each -> each.contains("Night job"))
                .findFirst()
                .orElseThrow();
        String start = line.split(" ", -1)[0];
        assertThat(key).startsWith(start);
        assertThat(listed.out()).doesNotContain(key);
        assertThat(line).endsWith("keys:read").doesNotContain("never");
        assertThat(run("keys", "revoke", "--service", address(), start).out()).isEqualTo("Revoked " + start + ".\n");
        assertThat(run("keys", "list", "--service", address()).out()).doesNotContain(start);
    }

    @Test
    void revoke_byTheWholeKey_findsIt() {
        signIn("keys:read", "keys:write");
        String key = application.key("notebooks:read");

        Result result = new Program(home)
                .reading(key)
                .run("keys", "revoke", "--service", address(), "--as", "lab", "--key-stdin");

        assertThat(result.exitCode()).describedAs(result.err()).isZero();
    }

    @Test
    void keys_byAKeyOnTheStandardInput_needNothingSaved() {
        Result result = new Program(home)
                .reading(application.key("keys:read"))
                .run("keys", "list", "--service", address(), "--token-stdin", "--json");

        assertThat(result.exitCode()).describedAs(result.err()).isZero();
        assertThat(result.out()).startsWith("{\"keys\":[{\"id\":\"").contains("\"note\":\"first\"");
    }

    @Test
    void keys_withNeitherSavedKeyNorInput_sayHowToGiveOne() {
        Result result = run("keys", "list", "--service", address());

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("--token-stdin");
    }

    @Test
    void create_withAScopeThatTheAskingKeyLacks_endsInOneSentenceWithTheDetail() {
        signIn("keys:read", "keys:write");

        Result result =
                run("keys", "create", "--service", address(), "--expires-in", "7d", "--scope", "notebooks:read");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err())
                .startsWith("labauth: The application does not do that: ")
                .contains("You have: keys:read keys:write.")
                .hasLineCount(1)
                .doesNotContain("{");
    }

    @Test
    void create_byAKeyThatMayOnlyRead_endsWithFour() {
        signIn("keys:read");

        Result result = run("keys", "create", "--service", address(), "--expires-in", "7d");

        assertThat(result.exitCode()).isEqualTo(4);
        assertThat(result.err()).contains("does not let it do this").hasLineCount(1);
    }

    @Test
    void create_forATimeThatIsNotAllowed_saysWhichAre() {
        signIn("keys:read", "keys:write");

        Result result = run("keys", "create", "--service", address(), "--expires-in", "3d");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("7 days, 30 days").hasLineCount(1);
    }

    @Test
    void create_withoutATime_asksForIt() {
        signIn("keys:read", "keys:write");

        Result result = run("keys", "create", "--service", address());

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("--expires-in 30d");
    }

    @Test
    void keys_whereNothingIssuesThem_endWithFive() {
        Result result = new Program(home)
                .reading("hello-I-am-a-key")
                .run("keys", "list", "--service", "http://127.0.0.1:9", "--token-stdin");

        assertThat(result.exitCode()).isEqualTo(5);
        assertThat(result.err()).doesNotContain("hello-I-am-a-key");
    }

    private Result signIn(String... scopes) {
        return new Program(home)
                .reading(application.key(scopes))
                .run("login", address(), "--token-stdin", "--save", "lab");
    }

    private Result run(String... arguments) {
        return new Program(home).run(arguments);
    }

    private static String address() {
        return application.address().toString();
    }
}
