package io.labauth.local;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The person's own browser, asked for through what the operating system has for it; no shell, no AWT. */
final class SystemBrowser implements Browser {
    private static final long START_SECONDS = 2;

    private final String system;
    private final Map<String, String> environment;

    SystemBrowser(String system, Map<String, String> environment) {
        this.system = system.toLowerCase(Locale.ROOT);
        this.environment = environment;
    }

    static Browser ofThisMachine() {
        return new SystemBrowser(System.getProperty("os.name", ""), System.getenv());
    }

    @Override
    public boolean open(URI address) {
        boolean web = "https".equalsIgnoreCase(address.getScheme()) || "http".equalsIgnoreCase(address.getScheme());
        return web && launchers(address.toString()).stream().anyMatch(SystemBrowser::starts);
    }

    private List<List<String>> launchers(String address) {
        if (system.startsWith("mac")) {
            return List.of(List.of("/usr/bin/open", address));
        }
        if (system.startsWith("windows")) {
            String root = environment.getOrDefault("SystemRoot", "C:\\Windows");
            return List.of(List.of(root + "\\System32\\rundll32.exe", "url.dll,FileProtocolHandler", address));
        }
        if (environment.containsKey("DISPLAY") || environment.containsKey("WAYLAND_DISPLAY")) {
            return List.of(List.of("xdg-open", address), List.of("gio", "open", address));
        }
        return List.of();
    }

    /** Whether the program could be started and did not fail at once. */
    private static boolean starts(List<String> command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return !process.waitFor(START_SECONDS, TimeUnit.SECONDS) || process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
