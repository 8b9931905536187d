package io.labauth.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Measures how long the command {@code labauth} takes to start, beside a JVM that does nothing and Google's listener, and writes the table into
 * the documentation. The command must have been packaged.
 *
 * <p>With the system property {@code quick} it does a little, and only prints.
 */
public final class CliBenchmark {
    private static final String JAVA = "`java -version`";
    private static final String VERSION = "`labauth --version`";
    private static final String VERSION_PLAIN = "the same by `java -cp labauth.jar`, no archive";
    private static final String LOGIN = "`labauth login labarchives` → listening";
    private static final String LOGIN_PLAIN = "the same by `java -cp labauth.jar`, no archive ";
    private static final String GOOGLE = "google-oauth-client-jetty → listening";
    private static final String GOOGLE_FAST = "the same with an archive of its own and the launcher's options";
    private static final int WARM_UP = 2;

    private final Path folder;
    private final Measurements measurements = new Measurements();

    private CliBenchmark(Path folder) {
        this.folder = folder;
    }

    /**
     * Runs everything.
     *
     * @param args the page to write into, and the folder of the packaged command
     * @throws IOException if the command is not there, or the page cannot be written
     */
    public static void main(String[] args) throws IOException {
        boolean quick = System.getProperty("quick") != null;
        CliBenchmark benchmark = new CliBenchmark(Path.of(args[1]));
        benchmark.measure(quick ? 3 : 25);
        String text = Machine.describe() + "\n\n" + benchmark.table();
        System.out.println(text);
        if (!quick) {
            MarkedSection.replace(Path.of(args[0]), "cli", text);
        }
    }

    /** In turn, so that a busy moment of the machine meets all of them. */
    private void measure(int rounds) throws IOException {
        GoogleStart google = new GoogleStart(folder.resolveSibling("google"));
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> launcher = List.of(folder.resolve("labauth").toString());
        List<String> plain = List.of(java, "-cp", folder.resolve("labauth.jar").toString(), "io.labauth.cli.Main");
        for (int i = 0; i < WARM_UP + rounds; i++) {
            boolean kept = i >= WARM_UP;
            add(kept, JAVA, toItsEnd(List.of(java, "-version")));
            add(kept, VERSION, toItsEnd(with(launcher, "--version")));
            add(kept, VERSION_PLAIN, toItsEnd(with(plain, "--version")));
            add(kept, LOGIN, untilTheLink(with(launcher, "login", "labarchives", "--no-browser")));
            add(kept, LOGIN_PLAIN, untilTheLink(with(plain, "login", "labarchives", "--no-browser")));
            add(kept, GOOGLE, google.plain());
            add(kept, GOOGLE_FAST, google.fast());
        }
    }

    private void add(boolean kept, String measure, double millis) {
        if (kept) {
            measurements.add(new Sample("", measure, String.valueOf(millis)));
        }
    }

    private static double toItsEnd(List<String> command) throws IOException {
        long start = System.nanoTime();
        Process process = builder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        int exitCode = process.onExit().join().exitValue();
        if (exitCode != 0) {
            throw new IOException("The command ended with " + exitCode + ": " + command);
        }
        return (System.nanoTime() - start) / 1e6;
    }

    /** The link is printed when the listener listens. */
    private static double untilTheLink(List<String> command) throws IOException {
        long start = System.nanoTime();
        Process process = builder(command).start();
        try (BufferedReader err = process.errorReader()) {
            for (String line = err.readLine(); line != null; line = err.readLine()) {
                if (line.startsWith("  http")) {
                    return (System.nanoTime() - start) / 1e6;
                }
            }
            throw new IOException("The command printed no link: " + command);
        } finally {
            process.destroyForcibly().onExit().join();
        }
    }

    private static ProcessBuilder builder(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment()
                .putAll(Map.of(
                        "JAVA_HOME", System.getProperty("java.home"),
                        "API_URL", "http://127.0.0.1:9/api",
                        "ACCESS_KEYID", "benchmark",
                        "ACCESS_PWD", "benchmark"));
        return builder;
    }

    private static List<String> with(List<String> command, String... arguments) {
        return Stream.concat(command.stream(), Stream.of(arguments)).toList();
    }

    private String table() throws IOException {
        Table table = new Table("from the command to …", "median (p90), ms", "× " + JAVA, "reach, ms");
        double java = median(JAVA);
        Map<String, String> reaches = Map.of(VERSION, "≤ 150", LOGIN, "≤ 350");
        for (String measure : List.of(JAVA, VERSION, VERSION_PLAIN, LOGIN, LOGIN_PLAIN, GOOGLE, GOOGLE_FAST)) {
            Distribution times = measurements.distribution(measure, "");
            table.row(List.of(
                    measure.strip(),
                    String.format(Locale.ROOT, "%.0f (%.0f)", times.median(), times.p90()),
                    String.format(Locale.ROOT, "%.1f", times.median() / java),
                    reaches.getOrDefault(measure, "")));
        }
        return table
                + String.format(
                        Locale.ROOT,
                        "%nThe command as shipped listens after %.2f times google-oauth-client-jetty's time (limit 1.5), and %.2f times what"
                                + " that takes with the same means.%n%n"
                                + "The jar has %d MB, the class-data archive %d MB; %d starts of each.%n",
                        median(LOGIN) / median(GOOGLE),
                        median(LOGIN) / median(GOOGLE_FAST),
                        megabytes("labauth.jar"),
                        megabytes("labauth.jsa"),
                        measurements.distribution(JAVA, "").count());
    }

    private double median(String measure) {
        return measurements.distribution(measure, "").median();
    }

    private long megabytes(String file) throws IOException {
        return Math.round(Files.size(folder.resolve(file)) / 1e6);
    }
}
