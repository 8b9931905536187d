package io.labauth.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where the browsers lie on systems that the tests do not run on. */
class KnownBrowserTest {
    @ParameterizedTest
    @CsvSource({
        "CHROME, Google Chrome",
        "CHROME, Chromium",
        "EDGE, Microsoft Edge",
        "FIREFOX, Firefox",
    })
    void find_onAMac_isAmongTheApplications(KnownBrowser browser, String name) {
        String file = "/Applications/" + name + ".app/Contents/MacOS/" + name;

        assertThat(browser.find(on("Mac OS X", Map.of(), file))).contains(file);
        assertThat(browser.find(on("Mac OS X", Map.of(), "/elsewhere"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "CHROME, ProgramFiles, \\Google\\Chrome\\Application\\chrome.exe",
        "CHROME, LocalAppData, \\Chromium\\Application\\chrome.exe",
        "EDGE, ProgramFiles(x86), \\Microsoft\\Edge\\Application\\msedge.exe",
        "FIREFOX, LocalAppData, \\Mozilla Firefox\\firefox.exe",
    })
    void find_onWindows_isInOneOfTheFoldersOfPrograms(KnownBrowser browser, String variable, String file) {
        Map<String, String> environment = Map.of(variable, "C:\\Programs");

        assertThat(browser.find(on("Windows 11", environment, "C:\\Programs" + file)))
                .contains("C:\\Programs" + file);
        assertThat(browser.find(on("Windows 11", environment, "C:\\elsewhere"))).isEmpty();
        assertThat(browser.find(on("Windows 11", Map.of(), "C:\\Programs" + file)))
                .isEmpty();
    }

    @Test
    void find_elsewhere_isTheFirstProgramOnTheSearchPath() {
        Surroundings linux = on("Linux", Map.of("PATH", "relative:/opt/bin:/usr/bin"), "/usr/bin/chromium");

        assertThat(KnownBrowser.CHROME.find(linux)).contains("/usr/bin/chromium");
        assertThat(KnownBrowser.EDGE.find(linux)).isEmpty();
        assertThat(KnownBrowser.CHROME.find(on("Linux", Map.of("PATH", "bin"), "bin/chromium")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "FIREFOX, /usr/bin/firefox, /snap/bin/firefox, /home/ada/snap/firefox/common",
        "CHROME, /usr/bin/chromium-browser, /snap/bin/chromium, /home/ada/snap/chromium/common",
        "CHROME, /snap/bin/chromium, /snap/bin/chromium, /home/ada/snap/chromium/common",
    })
    void profiles_ofASnap_lieInItsOwnFolder(KnownBrowser browser, String file, String snap, Path folder) {
        assertThat(browser.profiles(file, on("Linux", Map.of("HOME", "/home/ada"), snap)))
                .isEqualTo(folder);
    }

    @ParameterizedTest
    @CsvSource({"/usr/bin/google-chrome, /snap/bin/chromium", "/usr/bin/firefox-esr, /snap/bin/firefox"})
    void profiles_elsewhere_areTemporaryFiles(String file, String snap) {
        assertThat(KnownBrowser.CHROME.profiles(file, on("Linux", Map.of("HOME", "/home/ada"), snap)))
                .isEqualTo(Path.of(System.getProperty("java.io.tmpdir")));
    }

    @Test
    void profiles_onWindows_areTemporaryFiles() {
        Surroundings windows = new Surroundings("Windows 11", Map.of("HOME", "C:\\Users\\ada"), path -> true);

        assertThat(KnownBrowser.CHROME.profiles("C:\\chrome.exe", windows))
                .isEqualTo(Path.of(System.getProperty("java.io.tmpdir")));
    }

    private static Surroundings on(String system, Map<String, String> environment, String file) {
        return new Surroundings(system, environment, path -> path.toString().equals(file));
    }
}
