package io.labauth.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/**
 * Loads the classes that a start needs, while the build makes the class-data archive: runs some commands, one of which listens for a sign-in
 * that nobody comes to. Nothing of it leaves this machine.
 */
final class Rehearsal {
    private static final String NOBODY = "http://127.0.0.1:9/api";

    private Rehearsal() {}

    /**
     * Runs the commands.
     *
     * @param args a folder to be taken for the person's home
     * @throws IOException if the folder cannot be made
     */
    public static void main(String[] args) throws IOException {
        Path home = Files.createDirectories(Path.of(args[0]));
        run(home, "--version");
        run(home, "--help");
        run(home, "nothing");
        run(home, "keys", "generate");
        run(home, "whoami");
        run(home, "login", "labarchives", "--no-browser", "--timeout", "1s");
        System.exit(ExitCodes.OK);
    }

    private static void run(Path home, String... args) {
        Map<String, String> environment =
                Map.of("API_URL", NOBODY, "ACCESS_KEYID", "rehearsal", "ACCESS_PWD", "rehearsal");
        PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        Console console = new Console(InputStream.nullInputStream(), nowhere, nowhere, environment);
        LabAuthCommand.run(
                new Invocation(environment, home, home, System.getProperty("os.name"), Clock.systemUTC(), console),
                args);
    }
}
