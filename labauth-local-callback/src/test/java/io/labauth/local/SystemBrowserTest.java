package io.labauth.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SystemBrowserTest {
    private static final URI URI_OF_IT = URI.create("https://api.example/sign-in?a=1&b=%25PATH%25&c='x'$(y)%60z%60");

    private final List<List<String>> started = new ArrayList<>();

    @Test
    void open_onAMac_asksTheSystem() {
        assertThat(open("Mac OS X", Map.of())).isTrue();
        assertThat(started).containsExactly(List.of("/usr/bin/open", URI_OF_IT.toString()));
    }

    @Test
    void command_isTheFirstThatIsThere() {
        Surroundings surroundings = new Surroundings(
                "Linux", Map.of("PATH", "/usr/bin", "DISPLAY", ":0"), Set.of(Path.of("/usr/bin/gio"))::contains);

        assertThat(new SystemBrowser(surroundings, command -> true).command()).contains("gio open");
    }

    @Test
    void command_whenNoneIsWanted_isEmpty() {
        Surroundings surroundings = new Surroundings("Linux", Map.of("LABAUTH_BROWSER", "none"), path -> true);

        assertThat(new SystemBrowser(surroundings, command -> true).command()).isEmpty();
    }

    @Test
    void command_whenItIsAskedFor_hasItsArguments() {
        Surroundings surroundings =
                new Surroundings("Linux", Map.of("LABAUTH_BROWSER", "/opt/b --new %s"), path -> true);

        assertThat(new SystemBrowser(surroundings, command -> true).command()).contains("/opt/b --new");
    }

    @Test
    void open_onWindows_asksTheSystemByAnAbsolutePathAndWithoutAShell() {
        assertThat(open("Windows 11", Map.of("SystemRoot", "D:\\Win"))).isTrue();
        assertThat(started)
                .containsExactly(List.of(
                        "D:\\Win\\System32\\rundll32.exe", "url.dll,FileProtocolHandler", URI_OF_IT.toString()));
    }

    @Test
    void open_inWsl_asksWindows() {
        assertThat(openWithNothingThatStarts("Linux", Map.of("WSL_DISTRO_NAME", "Debian")))
                .isFalse();

        assertThat(started.get(0)).containsExactly("wslview", URI_OF_IT.toString());
        List<String> powerShell = started.get(1);
        assertThat(powerShell).startsWith("powershell.exe").contains("-EncodedCommand");
        byte[] script = Base64.getDecoder().decode(powerShell.get(powerShell.size() - 1));
        assertThat(new String(script, StandardCharsets.UTF_16LE))
                .isEqualTo("Start-Process -FilePath '" + URI_OF_IT.toString().replace("'", "''") + "'");
    }

    @Test
    void open_withAScreen_triesOneAfterTheOther() {
        assertThat(openWithNothingThatStarts("Linux", Map.of("WAYLAND_DISPLAY", "wayland-0")))
                .isFalse();

        assertThat(started)
                .extracting(command -> command.get(0))
                .containsExactly("xdg-open", "gio", "sensible-browser", "x-www-browser");
        assertThat(started).allSatisfy(command -> assertThat(command).endsWith(URI_OF_IT.toString()));
    }

    @ParameterizedTest
    @CsvSource({
        "Linux, NONE, x",
        "Linux, SSH_CONNECTION, 192.0.2.1 1 192.0.2.2 22",
        "Mac OS X, SSH_TTY, /dev/ttys1",
        "Linux, SUDO_USER, ada",
        "Linux, KUBERNETES_SERVICE_HOST, 10.0.0.1"
    })
    void open_whereNobodyWouldSeeIt_startsNothing(String system, String variable, String value) {
        Map<String, String> environment = variable.equals("NONE") ? Map.of() : Map.of(variable, value, "DISPLAY", ":0");

        assertThat(open(system, environment)).isFalse();
        assertThat(started).isEmpty();
    }

    @Test
    void open_inAContainer_startsNothing() {
        Surroundings container =
                new Surroundings("Linux", Map.of("DISPLAY", ":0"), path -> path.equals(Path.of("/.dockerenv")));

        assertThat(new SystemBrowser(container, started::add).open(URI_OF_IT)).isFalse();
        assertThat(started).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "chrome, /usr/bin/chromium",
        "Firefox, /opt/bin/firefox",
        "edge, /usr/bin/microsoft-edge",
    })
    void open_whenABrowserIsNamed_startsThatOne(String name, String file) {
        Set<Path> installed =
                Set.of(Path.of("/usr/bin/chromium"), Path.of("/opt/bin/firefox"), Path.of("/usr/bin/microsoft-edge"));
        Map<String, String> environment =
                Map.of("LABAUTH_BROWSER", name, "LA_AUTH_BROWSER", "none", "PATH", "/opt/bin:/usr/bin", "SSH_TTY", "x");
        Surroundings surroundings = new Surroundings("Linux", environment, installed::contains);

        assertThat(new SystemBrowser(surroundings, started::add).open(URI_OF_IT))
                .isTrue();
        assertThat(started).containsExactly(List.of(file, URI_OF_IT.toString()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "terminal", "NONE", " none "})
    void open_whenNoneIsWanted_startsNothing(String none) {
        assertThat(open("Linux", Map.of("LA_AUTH_BROWSER", none, "DISPLAY", ":0")))
                .isFalse();
        assertThat(started).isEmpty();
    }

    @Test
    void open_withACommand_givesTheAddressAsOneArgument() {
        open("Linux", Map.of("LABAUTH_BROWSER", "my-browser --app"));
        open("Linux", Map.of("LABAUTH_BROWSER", "my-browser %s --app"));
        open("Linux", Map.of("LABAUTH_BROWSER", "my-browser --app=%s"));

        assertThat(started)
                .containsExactly(
                        List.of("my-browser", "--app", URI_OF_IT.toString()),
                        List.of("my-browser", URI_OF_IT.toString(), "--app"),
                        List.of("my-browser", "--app=" + URI_OF_IT));
    }

    @Test
    void open_withACommandInQuotes_keepsItsBlanks() {
        open("Windows 11", Map.of("LABAUTH_BROWSER", "\"C:\\Program Files\\B\\b.exe\"  --profile=\"My lab\" \"%s\""));
        open("Linux", Map.of("LABAUTH_BROWSER", "6\"-browser"));

        assertThat(started)
                .containsExactly(
                        List.of("C:\\Program Files\\B\\b.exe", "--profile=My lab", URI_OF_IT.toString()),
                        List.of("6-browser", URI_OF_IT.toString()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"file:///etc/passwd", "javascript:alert(1)", "-version", "mailto:a@b", "ftp://x/"})
    void open_whatIsNoWebAddress_isRefused(String address) {
        Surroundings mac = new Surroundings("Mac OS X", Map.of(), path -> false);

        assertThat(new SystemBrowser(mac, started::add).open(URI.create(address)))
                .isFalse();
        assertThat(started).isEmpty();
    }

    @Test
    void open_whenTheProgramIsMissing_isNoFailureOfTheLogin() {
        Surroundings surroundings =
                new Surroundings("Linux", Map.of("LABAUTH_BROWSER", "/no/such/browser"), path -> false);

        assertThat(new SystemBrowser(surroundings, Launcher.processes()).open(URI_OF_IT))
                .isFalse();
    }

    @Test
    void open_whenTheProgramFailsAtOnce_isNotOpened() {
        Surroundings surroundings = new Surroundings("Linux", Map.of("LABAUTH_BROWSER", "false"), path -> false);

        assertThat(new SystemBrowser(surroundings, Launcher.processes()).open(URI_OF_IT))
                .isFalse();
    }

    private boolean open(String system, Map<String, String> environment) {
        return new SystemBrowser(new Surroundings(system, environment, path -> false), started::add).open(URI_OF_IT);
    }

    private boolean openWithNothingThatStarts(String system, Map<String, String> environment) {
        Launcher nothing = command -> {
            started.add(command);
            return false;
        };
        return new SystemBrowser(new Surroundings(system, environment, path -> false), nothing).open(URI_OF_IT);
    }
}
