package io.labauth.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class IsolatedBrowserTest {
    private static final URI ADDRESS = URI.create("http://127.0.0.1:1/?a='x'&b=$HOME");

    @TempDir
    Path bin;

    @Test
    void open_givesTheWindowAFreshProfile_andFinishedClosesAndDeletesIt() throws IOException {
        Browser browser = browser(
                "chromium", "for a in \"$@\"; do case $a in --user-data-dir=*) touch \"${a#*=}/Cookies\";; esac; done");

        assertThat(browser.open(ADDRESS)).isTrue();
        await().until(() -> Files.exists(bin.resolve("pid")));
        List<String> arguments = Files.readAllLines(bin.resolve("arguments"));
        Path profile = Path.of(arguments.get(0).replace("--user-data-dir=", ""));
        await().until(() -> Files.exists(profile.resolve("Cookies")));
        long pid = Long.parseLong(Files.readString(bin.resolve("pid")).strip());
        browser.finished();

        assertThat(arguments).contains("--no-first-run").endsWith(ADDRESS.toString());
        assertThat(profile).doesNotExist();
        await().until(() -> ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty());
    }

    @Test
    void finished_inAnInterruptedThread_leavesNothingOfWhatTheLastProcessWrote() throws IOException {
        Browser browser = browser(
                "chromium",
                "for a in \"$@\"; do case $a in --user-data-dir=*) p=${a#*=};; esac; done\n"
                        + "(trap '' TERM; touch \"$p/begun\"; for i in 1 2 3 4 5; do mkdir -p \"$p\"; touch \"$p/$i\"; sleep 0.1; done) &");

        assertThat(browser.open(ADDRESS)).isTrue();
        await().until(() -> Files.exists(bin.resolve("pid")));
        Path profile =
                Path.of(Files.readAllLines(bin.resolve("arguments")).get(0).replace("--user-data-dir=", ""));
        await().until(() -> Files.exists(profile.resolve("begun")));
        Thread.currentThread().interrupt();
        browser.finished();

        assertThat(Thread.interrupted()).isTrue();
        await().during(Duration.ofSeconds(1)).until(() -> Files.notExists(profile));
    }

    @Test
    void open_withFirefoxAlone_startsAnInstanceOfItsOwn() throws IOException {
        Browser browser = browser("firefox", "");

        assertThat(browser.open(ADDRESS)).isTrue();
        await().until(() -> Files.exists(bin.resolve("pid")));
        browser.finished();

        assertThat(Files.readAllLines(bin.resolve("arguments")))
                .startsWith("--new-instance", "--profile")
                .endsWith("--new-window", ADDRESS.toString());
    }

    @Test
    void open_again_endsTheWindowBefore() throws IOException {
        Browser browser = browser("chromium", "");
        browser.open(ADDRESS);
        await().until(() -> Files.exists(bin.resolve("pid")));
        long first = Long.parseLong(Files.readString(bin.resolve("pid")).strip());

        assertThat(browser.open(ADDRESS)).isTrue();

        await().until(() ->
                ProcessHandle.of(first).filter(ProcessHandle::isAlive).isEmpty());
        browser.finished();
    }

    @Test
    void open_whenTheBrowserDoesNotStart_isNotOpenedAndLeavesNoProfile() throws IOException {
        Browser browser = browser("chromium", "");
        Files.writeString(bin.resolve("chromium"), "#!/there/is/no/such/program\n");
        List<Path> before = profiles();

        assertThat(browser.open(ADDRESS)).isFalse();
        assertThat(profiles()).isEqualTo(before);
    }

    @Test
    void open_withoutAnyBrowser_isNotOpened() {
        assertThat(new IsolatedBrowser(surroundings()).open(ADDRESS)).isFalse();
    }

    @Test
    void open_whereNobodyWouldSeeIt_startsNothing() throws IOException {
        program("chromium", "");
        Surroundings overSsh = new Surroundings(
                "Linux", Map.of("PATH", bin + ":/usr/bin:/bin", "DISPLAY", ":0", "SSH_TTY", "x"), this::isInstalled);

        assertThat(new IsolatedBrowser(overSsh).open(ADDRESS)).isFalse();
        assertThat(bin.resolve("arguments")).doesNotExist();
    }

    @Test
    void open_inAContainerThatHasADisplay_opensTheWindow() throws IOException {
        program("chromium", "");
        Surroundings inAContainer = new Surroundings(
                "Linux",
                Map.of("PATH", bin + ":/usr/bin:/bin", "DISPLAY", ":0"),
                path -> path.equals(Path.of("/.dockerenv")) || isInstalled(path));
        Browser browser = new IsolatedBrowser(inAContainer);

        assertThat(browser.open(ADDRESS)).isTrue();
        browser.finished();
    }

    @Test
    void open_whenTheFirstBrowserEndsAtOnce_leavesNoProfileOfItAndTakesTheNext() throws IOException {
        program("chromium", "exit 1");
        Browser browser = browser("firefox", "");
        List<Path> before = profiles();

        assertThat(browser.open(ADDRESS)).isTrue();
        await().until(() -> Files.exists(bin.resolve("pid")));

        assertThat(Files.readAllLines(bin.resolve("arguments"))).contains("--new-instance");
        browser.finished();
        assertThat(profiles()).isEqualTo(before);
    }

    @Test
    void open_whenEveryBrowserEndsAtOnce_isNotOpened() throws IOException {
        Browser browser = browser("chromium", "exit 1");

        assertThat(browser.open(ADDRESS)).isFalse();
    }

    @Test
    void open_withASnap_putsTheProfileWhereItCanBeRead() throws IOException {
        program("chromium-browser", "");
        Surroundings ubuntu = new Surroundings(
                "Linux",
                Map.of("PATH", bin + ":/usr/bin:/bin", "DISPLAY", ":0", "HOME", bin.toString()),
                path -> isInstalled(path) || path.equals(Path.of("/snap/bin/chromium")));
        Browser browser = new IsolatedBrowser(ubuntu);

        assertThat(browser.open(ADDRESS)).isTrue();
        await().until(() -> Files.exists(bin.resolve("pid")));
        browser.finished();

        assertThat(Files.readAllLines(bin.resolve("arguments")).get(0))
                .startsWith("--user-data-dir=" + bin.resolve("snap/chromium/common/labauth-browser-"));
        assertThat(bin.resolve("snap/chromium/common")).isEmptyDirectory();
    }

    private static List<Path> profiles() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(file -> file.getFileName().toString().startsWith("labauth-browser-"))
                    .sorted()
                    .toList();
        }
    }

    private Browser browser(String name, String also) throws IOException {
        program(name, also);
        return new IsolatedBrowser(surroundings());
    }

    private Surroundings surroundings() {
        return new Surroundings("Linux", Map.of("PATH", bin + ":/usr/bin:/bin", "DISPLAY", ":0"), this::isInstalled);
    }

    private boolean isInstalled(Path path) {
        return path.startsWith(bin) && Files.exists(path);
    }

    /** On the path; writes down its arguments and stays until it is ended. */
    private void program(String name, String also) throws IOException {
        Path program = bin.resolve(name);
        Files.writeString(
                program,
                "#!/bin/sh\nprintf '%s\\n' \"$@\" > " + bin + "/arguments\n" + also + "\necho $$ > " + bin
                        + "/pid.new\nmv " + bin + "/pid.new " + bin + "/pid\nexec sleep 60\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    }
}
