package io.labauth.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.labauth.cli.Program.Result;
import io.labauth.testkit.FakeAsh;
import io.labauth.testkit.FakeAshrLabs;
import io.labauth.testkit.FakeLabKey;
import io.labauth.testkit.FakeLabKeyUser;
import io.labauth.testkit.FakeTiled;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code --json} prints is what {@code docs/schemas} says, member by member. */
class JsonSchemaIT {
    private static final Path SCHEMAS = Path.of("..", "docs", "schemas");

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
    void login_isOfItsForm() throws IOException {
        assertForm("login", signIn());
    }

    @Test
    void whoami_isOfItsForm() throws IOException {
        signIn();

        assertForm("whoami", run("whoami", "--json"));
    }

    @Test
    void whoami_whenTheServiceIsAway_isOfItsForm() throws IOException {
        signIn();
        fake.close();

        assertForm("whoami", run("whoami", "--json"));
    }

    @Test
    void keys_areOfTheirForms() throws IOException {
        signIn();

        assertForm("keys-create", run("keys", "create", "--service", "tiled", "--expires-in", "10m", "--json"));
        assertForm("keys-create", run("keys", "create", "--service", "tiled", "--save", "kept", "--json"));
        assertForm("keys-list", run("keys", "list", "--service", "tiled", "--as", "tiled", "--json"));
    }

    @Test
    void logout_isOfItsForm() throws IOException {
        signIn();

        assertForm("logout", run("logout", "--json"));
    }

    @Test
    void keysGenerate_isOfItsForm() throws IOException {
        assertForm("keys-generate", run("keys", "generate", "--json"));
    }

    @Test
    void ash_isOfTheForms() throws IOException {
        try (FakeAsh ash = FakeAsh.start()) {
            assertForms("ash", ash.serverUrl(), ash.environmentKey());
            assertForm("keys-create", run("keys", "create", "--service", "ash", "--note", "Plates", "--json"));
            assertForm("keys-create", run("keys", "create", "--service", "ash", "--save", "kept", "--json"));
        }
    }

    @Test
    void ashr_isOfTheForms() throws IOException {
        try (FakeAshrLabs ashr = FakeAshrLabs.start()) {
            assertForms("ashr", ashr.baseUrl(), ashr.issueKey("mine"));
        }
    }

    @Test
    void labKey_isOfTheForms() throws IOException {
        try (FakeLabKey labKey = FakeLabKey.start()) {
            FakeLabKeyUser ada = labKey.addUser("ada@example.org", "Ada");
            labKey.allowKeys(true, false);
            assertForms("labkey", labKey.baseUrl(), labKey.issueKey(ada, "mine"));
            String created = run("keys", "create", "--service", "labkey", "--note", "new", "--json");
            assertForm("keys-create", created);
            assertThat(created).doesNotContain("\"id\"");
            String number = run("keys", "list", "--service", "labkey", "--json")
                    .replaceFirst("(?s).*?\"id\":\"(\\d+)\".*", "$1");
            assertForm("keys-revoke", run("keys", "revoke", "--service", "labkey", number, "--json"));
        }
    }

    @Test
    void list_ofNoKeys_isOfItsForm() throws IOException {
        signIn();

        String json = run("keys", "list", "--service", "tiled", "--json");

        assertForm("keys-list", json);
        assertThat(json).isEqualTo("{\"keys\":[]}\n");
    }

    @Test
    void doctor_withProblemsAndNotes_isOfItsForm() throws IOException {
        String json = new Program(home)
                .with("TILED_API_KEY", "Apikey sesame")
                .with("ACCESS_KEYID", "id")
                .with("ACCESS_PWD", "'sesame'")
                .run("doctor", "--offline", "--json")
                .out();

        assertForm("doctor", json);
        assertThat(json)
                .contains("\"state\":\"problem\"", "\"state\":\"note\"", "\"state\":\"ok\"")
                .doesNotContain("sesame");
    }

    @Test
    void json_whenTheCommandFails_isNone() {
        Result result = new Program(home).run("keys", "list", "--service", "tiled", "--json");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
    }

    @Test
    void doctor_isOfItsForm() throws IOException {
        assertForm("doctor", run("doctor", "--offline", "--json"));
    }

    @Test
    void fake_isOfItsForm() throws IOException {
        Process process = new Program(home).start("fake", "labarchives", "--port", "0", "--json");
        try (BufferedReader out = process.inputReader()) {
            assertForm("fake-labarchives", out.readLine());
        } finally {
            process.destroy();
            Program.exitCode(process);
        }
    }

    @Test
    void schema_whenAMemberIsMoreOrMissing_isNotSatisfied() throws IOException {
        assertThat(problems("fake-labarchives", "{\"ACCESS_KEYID\":\"a\",\"ACCESS_PWD\":\"b\"}"))
                .isNotEmpty();
        assertThat(problems(
                        "fake-labarchives",
                        "{\"ACCESS_KEYID\":\"a\",\"ACCESS_PWD\":\"b\",\"API_URL\":\"c\",\"MORE\":\"d\"}"))
                .isNotEmpty();
    }

    private void assertForms(String service, URI address, String key) throws IOException {
        Program labauth = new Program(home).reading(key);

        assertForm(
                "login",
                labauth.run("login", service, address.toString(), "--token-stdin", "--json")
                        .out());
        assertForm("whoami", run("whoami", service, "--json"));
        assertForm("keys-list", run("keys", "list", "--service", service, "--json"));
    }

    private String signIn() {
        return new Program(home)
                .reading("sesame")
                .run(
                        "login",
                        "tiled",
                        fake.uri().toString(),
                        "--provider",
                        "toy",
                        "--username",
                        "ada",
                        "--password-stdin",
                        "--json")
                .out();
    }

    private String run(String... arguments) {
        return new Program(home).run(arguments).out();
    }

    private static void assertForm(String name, String json) throws IOException {
        assertThat(json).startsWith("{");
        assertThat(problems(name, json)).isEmpty();
    }

    private static List<?> problems(String name, String json) throws IOException {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(SCHEMAS.resolve(name + ".json")))
                .validate(
                        json,
                        InputFormat.JSON,
                        run -> run.executionConfig(execution -> execution.formatAssertionsEnabled(true)));
    }
}
