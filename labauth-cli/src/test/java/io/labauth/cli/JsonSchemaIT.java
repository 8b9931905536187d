package io.labauth.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.labauth.testkit.FakeTiled;
import java.io.BufferedReader;
import java.io.IOException;
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
