package io.labauth.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.labauth.cli.Program.Result;
import io.labauth.testkit.FakeLabArchives;
import io.labauth.testkit.FakeLabArchivesExtension;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What only a terminal shows. */
@ExtendWith(FakeLabArchivesExtension.class)
class TerminalIT {
    private static final String ADA = "ada@example.org";

    @TempDir
    private Path home;

    private FakeLabArchives fake;

    @BeforeEach
    void configure(FakeLabArchives labArchives) {
        fake = labArchives;
        fake.addUser(ADA, "Ada Brandt", "Optics");
    }

    @Test
    void token_whenItIsAskedFor_isNotShown() throws IOException {
        String token = fake.issueToken(ADA);

        try (Terminal terminal = terminal("login", "labarchives", "--email", ADA)) {
            terminal.until("token of " + ADA + ": ").type(token + "\n");

            assertThat(terminal.exitCode()).isZero();
            assertThat(terminal.seen()).contains("Ada Brandt").doesNotContain(token);
        }
    }

    @Test
    void ctrlC_atThePrompt_endsAtOnce() throws IOException {
        try (Terminal terminal = terminal("login", "labarchives", "--email", ADA)) {
            terminal.until("token of " + ADA + ": ").type(Terminal.CTRL_C);

            assertThat(terminal.exitCode()).isEqualTo(130);
        }
    }

    @Test
    void ctrlC_whileASignInWaits_endsAtOnceWithThePortFree() throws IOException {
        int port = freePort();
        try (Terminal terminal =
                terminal("login", "labarchives", "--no-browser", "--port", String.valueOf(port), "--timeout", "65s")) {
            terminal.until("Time left: 1:0").type(Terminal.CTRL_C);

            assertThat(terminal.exitCode()).isEqualTo(130);
            assertThat(terminal.seen()).endsWith("\r\n");
            new ServerSocket(port, 1, InetAddress.getLoopbackAddress()).close();
        }
    }

    @Test
    void ctrlC_whileAProgramRuns_isTheProgramsOwnAffair() throws IOException {
        Result signedIn = new Program(home)
                .with("API_URL", fake.apiUrl().toString())
                .with("ACCESS_KEYID", fake.accessKeyId())
                .with("ACCESS_PWD", fake.accessPassword())
                .reading(fake.issueToken(ADA))
                .run("login", "labarchives", "--email", ADA, "--token-stdin");
        assertThat(signedIn.exitCode()).isZero();
        Path program =
                Files.writeString(home.resolve("program"), "trap \"echo caught; exit 9\" INT; echo ready; read line");

        try (Terminal terminal = terminal("exec", "labarchives", "--", "/bin/sh", program.toString())) {
            terminal.until("ready").type(Terminal.CTRL_C);

            assertThat(terminal.exitCode()).isEqualTo(9);
            assertThat(terminal.seen()).contains("caught");
        }
    }

    @Test
    void redirectedAddress_whenItIsPasted_finishesTheSignIn() throws IOException {
        try (Terminal terminal = terminal("login", "labarchives", "--no-browser")) {
            terminal.until("Time left: ");
            Matcher link = Pattern.compile("  (http\\S+)").matcher(terminal.seen());
            assertThat(link.find()).isTrue();
            terminal.type(fake.signIn(URI.create(link.group(1)), ADA) + "\n");

            assertThat(terminal.exitCode()).isZero();
            assertThat(terminal.seen()).contains("Signed in to").contains("Ada Brandt");
        }
    }

    @Test
    void output_isColouredAtATerminalUnlessSomebodyObjects() throws IOException {
        try (Terminal coloured = terminal("--help")) {
            assertThat(coloured.exitCode()).isZero();
            assertThat(coloured.seen()).contains("\u001B[");
        }
        try (Terminal plain = new Terminal(new Program(home), Map.of("NO_COLOR", "1"), List.of("--help"))) {
            assertThat(plain.exitCode()).isZero();
            assertThat(plain.seen()).doesNotContain("\u001B[");
        }
    }

    @Test
    void output_atATerminalThatCanDoNothing_isPlain() throws IOException {
        try (Terminal dumb = new Terminal(
                new Program(home),
                List.of("/bin/sh", "-c", "TERM=dumb '" + Program.launcher().get(0) + "' doctor --offline"),
                Map.of())) {
            assertThat(dumb.exitCode()).isZero();
            assertThat(dumb.seen()).contains("saved credentials").doesNotContain("\u001B");
        }
    }

    @Test
    void output_thatGoesIntoAFile_isPlainThoughATerminalIsThere() throws IOException {
        Path file = home.resolve("out");
        try (Terminal terminal = new Terminal(
                new Program(home).with("TERM", "xterm"),
                List.of("/bin/sh", "-c", "'" + Program.launcher().get(0) + "' doctor --offline > " + file),
                Map.of())) {
            assertThat(terminal.exitCode()).isZero();
        }
        assertThat(file).content().contains("saved credentials").doesNotContain("\u001B");
    }

    @Test
    void json_atATerminal_isNotColoured() throws IOException {
        try (Terminal terminal = terminal("doctor", "--offline", "--json")) {
            assertThat(terminal.exitCode()).isZero();
            assertThat(terminal.seen()).startsWith("{\"checks\":").doesNotContain("\u001B");
        }
    }

    @Test
    void nothing_typedAtThePrompt_isAUsageError() throws IOException {
        try (Terminal terminal = terminal("login", "labarchives", "--email", ADA)) {
            terminal.until("token of " + ADA + ": ").type("\n");

            assertThat(terminal.exitCode()).isEqualTo(2);
            assertThat(terminal.seen())
                    .contains("nothing was typed at one: type it, or pipe it in with --token-stdin.");
        }
    }

    @Test
    void prompt_whenTheOutputIsPiped_saysThatItCannotAsk() throws IOException {
        String command = "API_URL='" + fake.apiUrl() + "' ACCESS_KEYID='" + fake.accessKeyId() + "' ACCESS_PWD='"
                + fake.accessPassword() + "' " + String.join(" ", Program.launcher()) + " login labarchives --email "
                + ADA;
        Path script = Files.writeString(home.resolve("piped"), command + " | cat");

        try (Terminal terminal =
                new Terminal(new Program(home), List.of("/bin/sh", script.toString()), Map.of("TERM", "xterm"))) {
            terminal.until("leave the output at the terminal, or pipe it in with --token-stdin.");
        }
    }

    @Test
    void secret_fromTheStandardInputAtATerminal_isAskedForAndNotShown() throws IOException {
        String token = fake.issueToken(ADA);
        try (Terminal terminal = terminal("login", "labarchives", "--email", ADA, "--token-stdin")) {
            terminal.until("token: ").type(token + "\n");

            assertThat(terminal.exitCode()).isZero();
            assertThat(terminal.seen()).contains("Ada Brandt").doesNotContain(token);
        }
    }

    private Terminal terminal(String... arguments) throws IOException {
        Map<String, String> environment = Map.of(
                "API_URL", fake.apiUrl().toString(),
                "ACCESS_KEYID", fake.accessKeyId(),
                "ACCESS_PWD", fake.accessPassword());
        return new Terminal(new Program(home), environment, List.of(arguments));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
