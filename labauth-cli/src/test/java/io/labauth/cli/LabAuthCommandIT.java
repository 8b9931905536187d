package io.labauth.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.labauth.cli.Program.Result;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabAuthCommandIT {
    @TempDir
    private Path home;

    @Test
    void version_isOneLine() {
        Result result = new Program(home).run("--version");

        assertThat(result.out()).matches("labauth \\S+ \\(Java \\S+\\)\n");
        assertThat(result.err()).isEmpty();
        assertThat(result.exitCode()).isZero();
    }

    @Test
    void help_tellsTheCommandsAndTheExitCodes() {
        Result result = new Program(home).run("--help");

        assertThat(result.out()).contains("keys", "Exit codes:", "130", "Ended by Ctrl-C.");
        assertThat(result.exitCode()).isZero();
    }

    @Test
    void help_whenNobodyLooks_isPlain() {
        Result result = new Program(home).run("--help");

        assertThat(result.out()).doesNotContain("\u001B");
    }

    @Test
    void command_whenItIsNone_saysSoAndWhereToLook() {
        Result result = new Program(home).run("keyz");

        assertThat(result.err()).startsWith("labauth: ").contains("keyz", "See: labauth --help", "Did you mean: keys");
        assertThat(result.out()).isEmpty();
        assertThat(result.exitCode()).isEqualTo(2);
    }

    @Test
    void option_whenItIsNone_namesTheCommandToAsk() {
        Result result = new Program(home).run("keys", "generate", "--base65");

        assertThat(result.err()).contains("See: labauth keys generate --help");
        assertThat(result.exitCode()).isEqualTo(2);
    }

    @Test
    void noCommand_isAUsageError() {
        Result result = new Program(home).run();

        assertThat(result.err()).startsWith("labauth: Which command? labauth has login, whoami,");
        assertThat(result.exitCode()).isEqualTo(2);
    }

    @Test
    void generate_givesOneKeyAndNothingElse() {
        Result result = new Program(home).run("keys", "generate");

        assertThat(result.out()).matches("[0-9a-f]{64}\n");
        assertThat(result.err()).isEmpty();
    }

    @Test
    void generate_inBase64_givesWhatASealingKeyMustBe() {
        Result result = new Program(home).run("keys", "generate", "--base64");

        assertThat(result.out()).matches("[A-Za-z0-9+/]{43}=\n");
    }
}
