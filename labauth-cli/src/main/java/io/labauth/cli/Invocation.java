package io.labauth.cli;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that a command has of the world around it.
 *
 * @param environment the process' environment
 * @param home the person's home directory
 * @param directory the working directory
 * @param system the operating system's name, as Java has it
 * @param clock the clock
 * @param console what is printed to and read from
 */
record Invocation(
        Map<String, String> environment, Path home, Path directory, String system, Clock clock, Console console) {
    static Invocation ofThisProcess() {
        return new Invocation(
                System.getenv(),
                home(System.getenv().getOrDefault("HOME", "")),
                Path.of(""),
                System.getProperty("os.name"),
                Clock.systemUTC(),
                Console.ofThisProcess(System.getenv()));
    }

    /** What stands in a variable; a blank one counts as unset. */
    Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).map(String::strip).filter(value -> !value.isEmpty());
    }

    /** As the shell has it; Java asks the system's list of users. */
    private static Path home(String set) {
        return set.startsWith("/") ? Path.of(set) : Path.of(System.getProperty("user.home"));
    }
}
