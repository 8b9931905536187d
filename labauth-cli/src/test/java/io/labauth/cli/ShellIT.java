package io.labauth.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.labauth.cli.Program.Result;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Completion in a real shell, the fake, and the launcher itself. */
class ShellIT {
    @TempDir
    private Path home;

    @ParameterizedTest
    @CsvSource({
        "labauth lo, login",
        "labauth keys re, revoke",
        "labauth login --tok, --token-stdin",
        "labauth comp, completion"
    })
    void bash_completes(String typed, String completed) throws IOException {
        Path script = Files.writeString(
                home.resolve("completion.bash"),
                new Program(home).run("completion", "bash").out());
        String bash = "source " + script + "; COMP_WORDS=(" + typed + "); COMP_CWORD=$((${#COMP_WORDS[@]}-1));"
                + " _complete_labauth; printf '%s\\n' \"${COMPREPLY[@]}\"";

        Process process = new Program(home).start(List.of("bash", "-c", bash));

        assertThat(Program.text(process.getInputStream()).join().lines()).contains(completed);
    }

    @Test
    void zsh_getsAScriptThatTurnsOnItsOwnReadingOfBashCompletion() throws IOException {
        Result result = new Program(home).run("completion", "zsh");
        Path script = Files.writeString(home.resolve("completion.zsh"), result.out());

        Process check = new Program(home).start(List.of("bash", "-n", script.toString()));

        assertThat(Program.exitCode(check)).isZero();
        assertThat(result.out())
                .contains("ZSH_VERSION", "autoload -U +X bashcompinit && bashcompinit")
                .contains("complete -F _complete_labauth -o default labauth");
    }

    @Test
    void fish_isToldEachCommandAndOption() {
        Result result = new Program(home).run("completion", "fish");

        assertThat(result.out().lines())
                .contains(
                        "complete -c labauth -n '__fish_use_subcommand' -a login -d 'Sign in, and keep the credential for whoami,"
                                + " exec and logout'",
                        "complete -c labauth -n '__fish_seen_subcommand_from keys; and __fish_seen_subcommand_from revoke'"
                                + " -l key-stdin -d 'Read the whole key from the standard input'")
                .allMatch(line -> line.matches("complete -c labauth( -f| -n '[^']+' .*-d '([^'\\\\]|\\\\')*')"));
    }

    @Test
    void completion_forAnotherShell_isAUsageError() {
        Result result = new Program(home).run("completion", "tcsh");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("bash, zsh and fish");
    }

    @Test
    void fake_printsSettingsThatASignInWorksWith() throws Exception {
        Process fake = new Program(home).start("fake", "labarchives", "--port", "0");
        try (BufferedReader out = fake.inputReader()) {
            Program labauth = new Program(home);
            for (String line = out.readLine(); ; line = out.readLine()) {
                if (line.startsWith("export ")) {
                    String[] setting = line.substring(7).split("=", 2);
                    labauth.with(setting[0], setting[1].replace("'", ""));
                }
                if (line.startsWith("export API_URL")) {
                    break;
                }
            }
            Result result = labauth.run("doctor");
            assertThat(result.out()).contains("LabArchives accepts the access key");
        } finally {
            fake.destroy();
            assertThat(fake.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void fake_whenThePortIsTaken_saysSo() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Result result =
                    new Program(home).run("fake", "labarchives", "--port", String.valueOf(taken.getLocalPort()));

            assertThat(result.exitCode()).isEqualTo(2);
            assertThat(result.err()).contains("--port");
        }
    }

    @Test
    void launcher_whenTheArchiveIsMissingOrAnothers_startsWithout() throws IOException {
        Path launcher = Path.of(System.getProperty("labauth.launcher"));
        Path moved = Files.createDirectories(home.resolve("elsewhere"));
        Files.copy(launcher, moved.resolve("labauth"), java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
        Files.createSymbolicLink(moved.resolve("labauth.jar"), launcher.resolveSibling("labauth.jar"));

        for (String archive : new String[] {"", "junk"}) {
            if (!archive.isEmpty()) {
                Files.writeString(moved.resolve("labauth.jsa"), archive);
            }
            Process process =
                    new Program(home).start(List.of(moved.resolve("labauth").toString(), "--version"));
            assertThat(Program.text(process.getErrorStream()).join()).isEmpty();
            assertThat(Program.text(process.getInputStream()).join()).startsWith("labauth ");
            assertThat(Program.exitCode(process)).isZero();
        }
    }

    @Test
    void launcher_byASymbolicLink_findsItsJar() throws IOException {
        Path link = Files.createSymbolicLink(home.resolve("la"), Path.of(System.getProperty("labauth.launcher")));

        Process process = new Program(home).start(List.of(link.toString(), "--version"));

        assertThat(Program.text(process.getInputStream()).join()).startsWith("labauth ");
    }
}
