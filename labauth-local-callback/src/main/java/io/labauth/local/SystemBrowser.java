package io.labauth.local;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The person's own browser: what the environment asks for, else what the operating system has for it. No shell, no AWT. */
final class SystemBrowser implements Browser {
    /** Whatever stands in double quotes belongs together, blanks and all. */
    private static final Pattern WORD = Pattern.compile("(?:\"[^\"]*\"|\\S)+");

    private final Surroundings surroundings;
    private final Launcher launcher;

    SystemBrowser(Surroundings surroundings, Launcher launcher) {
        this.surroundings = surroundings;
        this.launcher = launcher;
    }

    @Override
    public boolean open(URI address) {
        boolean web = "https".equalsIgnoreCase(address.getScheme()) || "http".equalsIgnoreCase(address.getScheme());
        return web && commands(address.toASCIIString()).anyMatch(launcher::starts);
    }

    /** The first command whose program is there, without an address. */
    Optional<String> command() {
        return commands("")
                .filter(command -> isThere(command.get(0)))
                .map(command -> String.join(" ", command).strip())
                .findFirst();
    }

    private boolean isThere(String program) {
        return surroundings.isWindows()
                || (program.contains("/")
                        ? surroundings.exists().test(Path.of(program))
                        : surroundings.program(program).isPresent());
    }

    private Stream<List<String>> commands(String address) {
        Optional<String> asked = Stream.of("LABAUTH_BROWSER", "LA_AUTH_BROWSER")
                .map(surroundings.environment()::get)
                .filter(value -> value != null && !value.isBlank())
                .findFirst();
        if (asked.isPresent()) {
            return asked(asked.get().strip(), address);
        }
        return surroundings.hasScreen() ? ofTheSystem(address).stream() : Stream.empty();
    }

    private Stream<List<String>> asked(String browser, String address) {
        return switch (browser.toLowerCase(Locale.ROOT)) {
            case "none", "terminal" -> Stream.empty();
            case "chrome" -> known(KnownBrowser.CHROME, address);
            case "edge" -> known(KnownBrowser.EDGE, address);
            case "firefox" -> known(KnownBrowser.FIREFOX, address);
            default -> Stream.of(command(browser, address));
        };
    }

    private Stream<List<String>> known(KnownBrowser browser, String address) {
        return browser.find(surroundings).map(file -> List.of(file, address)).stream();
    }

    private static List<String> command(String text, String address) {
        Stream<String> words = WORD.matcher(text.contains("%s") ? text : text + " %s")
                .results()
                .map(word -> word.group().replace("\"", "").replace("%s", address));
        return words.toList();
    }

    private List<List<String>> ofTheSystem(String address) {
        if (surroundings.isMac()) {
            return List.of(List.of("/usr/bin/open", address));
        }
        if (surroundings.isWindows()) {
            String root = surroundings.environment().getOrDefault("SystemRoot", "C:\\Windows");
            return List.of(List.of(root + "\\System32\\rundll32.exe", "url.dll,FileProtocolHandler", address));
        }
        if (surroundings.isWsl()) {
            return List.of(List.of("wslview", address), powerShell(address));
        }
        return List.of(
                List.of("xdg-open", address),
                List.of("gio", "open", address),
                List.of("sensible-browser", address),
                List.of("x-www-browser", address));
    }

    /** The address travels in an encoded script, as a literal, so that nothing of it is read as a command. */
    private static List<String> powerShell(String address) {
        String script = "Start-Process -FilePath '" + address.replace("'", "''") + "'";
        String encoded = Base64.getEncoder().encodeToString(script.getBytes(StandardCharsets.UTF_16LE));
        return List.of("powershell.exe", "-NoProfile", "-NonInteractive", "-EncodedCommand", encoded);
    }
}
