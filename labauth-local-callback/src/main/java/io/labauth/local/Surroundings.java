package io.labauth.local;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Where this process runs, as far as it matters for a browser.
 *
 * @param system the operating system's name
 * @param environment the process' environment
 * @param exists whether a path is there
 */
record Surroundings(String system, Map<String, String> environment, Predicate<Path> exists) {
    static Surroundings ofThisProcess() {
        return new Surroundings(System.getProperty("os.name", ""), System.getenv(), Files::exists);
    }

    boolean isMac() {
        return system.toLowerCase(Locale.ROOT).startsWith("mac");
    }

    boolean isWindows() {
        return system.toLowerCase(Locale.ROOT).startsWith("windows");
    }

    /** Linux within Windows: the browser is a program of Windows. */
    boolean isWsl() {
        return environment.containsKey("WSL_DISTRO_NAME") || environment.containsKey("WSL_INTEROP");
    }

    /** Whether a browser that is started here would be seen by the person, and would start at all. */
    boolean hasScreen() {
        return showsWindows() && !isContainer();
    }

    /** Whether a program's own window may appear before the person; also in a container that was given a display. */
    boolean showsWindows() {
        return !isSsh() && !isSudo() && (isMac() || isWindows() || isWsl() || hasDisplay());
    }

    /** The person sits elsewhere, even where this machine has a screen. */
    boolean isSsh() {
        return environment.containsKey("SSH_CONNECTION") || environment.containsKey("SSH_TTY");
    }

    /** Whether Jupyter started this process, or the one that started it, as a kernel. */
    boolean isNotebook() {
        return environment.containsKey("JPY_PARENT_PID");
    }

    /** The command that brings a port of this machine to the person's own, as exactly as it can be known here. */
    String sshForward(int port) {
        String[] connection = environment.getOrDefault("SSH_CONNECTION", "").split(" ", -1);
        boolean known = connection.length == 4;
        String host = known ? connection[2] : environment.getOrDefault("HOSTNAME", "THIS-MACHINE");
        String sshPort = known && !connection[3].equals("22") ? " -p " + connection[3] : "";
        String user = environment.getOrDefault("USER", "YOUR-NAME");
        return "ssh -N -L " + port + ":127.0.0.1:" + port + sshPort + " " + user + "@" + host;
    }

    /** A program on the search path. */
    Optional<String> program(String name) {
        return Stream.of(environment.getOrDefault("PATH", "").split(":", -1))
                .filter(directory -> directory.startsWith("/"))
                .map(directory -> Path.of(directory, name))
                .filter(exists)
                .map(Path::toString)
                .findFirst();
    }

    private boolean isSudo() {
        return environment.containsKey("SUDO_USER");
    }

    private boolean hasDisplay() {
        return environment.containsKey("DISPLAY") || environment.containsKey("WAYLAND_DISPLAY");
    }

    private boolean isContainer() {
        return exists.test(Path.of("/.dockerenv"))
                || exists.test(Path.of("/run/.containerenv"))
                || environment.containsKey("KUBERNETES_SERVICE_HOST");
    }
}
