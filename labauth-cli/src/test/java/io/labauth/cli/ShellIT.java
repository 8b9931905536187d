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

/** The fake, and the launcher itself. */
class ShellIT {
    @TempDir
    private Path home;

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
    void launcherForWindows_givesJavaTheSame() throws IOException {
        Path launcher = Path.of(System.getProperty("labauth.launcher"));
        String windows = Files.readString(launcher.resolveSibling("labauth.cmd"));

        assertThat(windows.lines())
                .hasSize((int) windows.chars().filter(c -> c == '\r').count());
        assertThat(options(windows.replace("%~dp0", "$here/").replace("%*", "$@")))
                .isEqualTo(options(Files.readString(launcher)))
                .contains("-Xshare:auto", "io.labauth.cli.Main", "$@");
    }

    /** All that stands behind the name of Java's own program. */
    private static List<String> options(String launcher) {
        String line = launcher.substring(launcher.indexOf(" -Xshare"));
        return List.of(line.replaceAll("[\\\\^\"]", "").strip().split("\\s+", -1));
    }

    @Test
    void launcher_byASymbolicLink_findsItsJar() throws IOException {
        Path link = Files.createSymbolicLink(home.resolve("la"), Path.of(System.getProperty("labauth.launcher")));

        Process process = new Program(home).start(List.of(link.toString(), "--version"));

        assertThat(Program.text(process.getInputStream()).join()).startsWith("labauth ");
    }

    @Test
    void launcher_runByAShellInItsOwnFolder_findsItsJar() throws IOException {
        Path launcher = Path.of(System.getProperty("labauth.launcher"));
        String command = "cd '" + launcher.getParent() + "' && CDPATH=/ sh labauth --version";

        Process process = new Program(home).start(List.of("/bin/sh", "-c", command));

        assertThat(Program.text(process.getInputStream()).join()).startsWith("labauth ");
    }

    @Test
    void output_thatCannotBeWritten_isNoSuccess() {
        String command = "'" + String.join("' '", Program.launcher()) + "' keys generate > /dev/full";

        Process process = new Program(home).start(List.of("/bin/sh", "-c", command));

        assertThat(Program.text(process.getErrorStream()).join()).contains("standard output");
        assertThat(Program.exitCode(process)).isEqualTo(2);
    }
}
