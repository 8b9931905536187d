package io.labauth.local;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The browsers that can be asked for by name, and where each system keeps them. */
enum KnownBrowser {
    CHROME(
            "google-chrome;google-chrome-stable;chromium;chromium-browser",
            "Google Chrome;Chromium",
            "Google\\Chrome\\Application\\chrome.exe;Chromium\\Application\\chrome.exe"),
    EDGE("microsoft-edge;microsoft-edge-stable", "Microsoft Edge", "Microsoft\\Edge\\Application\\msedge.exe"),
    FIREFOX("firefox;firefox-esr", "Firefox", "Mozilla Firefox\\firefox.exe");

    private final String programs;
    private final String macNames;
    private final String windowsFiles;

    KnownBrowser(String programs, String macNames, String windowsFiles) {
        this.programs = programs;
        this.macNames = macNames;
        this.windowsFiles = windowsFiles;
    }

    /** The file to start; empty if the browser is not installed where it usually is. */
    Optional<String> find(Surroundings surroundings) {
        return files(surroundings)
                .filter(file -> surroundings.exists().test(Path.of(file)))
                .findFirst();
    }

    private Stream<String> files(Surroundings surroundings) {
        if (surroundings.isMac()) {
            return each(macNames).map(name -> "/Applications/" + name + ".app/Contents/MacOS/" + name);
        }
        if (surroundings.isWindows()) {
            return each(windowsFiles)
                    .flatMap(file -> Stream.of("ProgramFiles", "ProgramFiles(x86)", "LocalAppData")
                            .map(surroundings.environment()::get)
                            .filter(folder -> folder != null)
                            .map(folder -> folder + "\\" + file));
        }
        return each(programs).flatMap(program -> surroundings.program(program).stream());
    }

    private static Stream<String> each(String names) {
        return Stream.of(names.split(";", -1));
    }

    /** Where a profile may lie: a snap has temporary files of its own, and reads no others. */
    Path profiles(String file, Surroundings surroundings) {
        String name = file.substring(file.lastIndexOf('/') + 1).replace("-browser", "");
        return Optional.ofNullable(surroundings.environment().get("HOME"))
                .filter(home ->
                        !surroundings.isWindows() && surroundings.exists().test(Path.of("/snap/bin", name)))
                .map(home -> Path.of(home, "snap", name, "common"))
                .orElseGet(() -> Path.of(System.getProperty("java.io.tmpdir")));
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
