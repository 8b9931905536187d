package io.labauth.cli;

import java.nio.file.Path;
import java.util.Locale;

/** Where the platform keeps a program's settings. */
final class ConfigFolder {
    private ConfigFolder() {}

    static Path of(Invocation invocation) {
        return platform(invocation).resolve("labauth");
    }

    private static Path platform(Invocation invocation) {
        String system = invocation.system().toLowerCase(Locale.ROOT);
        if (system.startsWith("mac")) {
            return invocation.home().resolve(Path.of("Library", "Application Support"));
        }
        boolean windows = system.startsWith("windows");
        String set = invocation.environment().getOrDefault(windows ? "APPDATA" : "XDG_CONFIG_HOME", "");
        // The specification of XDG_CONFIG_HOME: a path that is not absolute is ignored.
        if (!set.isBlank() && Path.of(set).isAbsolute()) {
            return Path.of(set);
        }
        return invocation.home().resolve(windows ? Path.of("AppData", "Roaming") : Path.of(".config"));
    }
}
