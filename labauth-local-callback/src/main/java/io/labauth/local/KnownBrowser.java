package io.labauth.local;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The browsers that can be asked for by name, and where each system keeps them. */
enum KnownBrowser {
    CHROME(
            "google-chrome google-chrome-stable chromium chromium-browser",
            "Google Chrome",
            "Google\\Chrome\\Application\\chrome.exe"),
    EDGE("microsoft-edge microsoft-edge-stable", "Microsoft Edge", "Microsoft\\Edge\\Application\\msedge.exe"),
    FIREFOX("firefox firefox-esr", "Firefox", "Mozilla Firefox\\firefox.exe");

    private final String programs;
    private final String macName;
    private final String windowsFile;

    KnownBrowser(String programs, String macName, String windowsFile) {
        this.programs = programs;
        this.macName = macName;
        this.windowsFile = windowsFile;
    }

    /** The file to start; empty if the browser is not installed where it usually is. */
    Optional<String> find(Surroundings surroundings) {
        if (surroundings.isMac()) {
            return Optional.of("/Applications/" + macName + ".app/Contents/MacOS/" + macName)
                    .filter(file -> surroundings.exists().test(Path.of(file)));
        }
        if (surroundings.isWindows()) {
            return Stream.of("ProgramFiles", "ProgramFiles(x86)", "LocalAppData")
                    .map(surroundings.environment()::get)
                    .filter(folder -> folder != null)
                    .map(folder -> folder + "\\" + windowsFile)
                    .filter(file -> surroundings.exists().test(Path.of(file)))
                    .findFirst();
        }
        return Stream.of(programs.split(" ", -1))
                .flatMap(program -> surroundings.program(program).stream())
                .findFirst();
    }

    /** A window of its own with its own, fresh profile. */
    List<String> isolated(String file, Path profile, String address) {
        return this == FIREFOX
                ? List.of(file, "--new-instance", "--profile", profile.toString(), "--new-window", address)
                : List.of(
                        file,
                        "--user-data-dir=" + profile,
                        "--no-first-run",
                        "--no-default-browser-check",
                        "--new-window",
                        address);
    }
}
