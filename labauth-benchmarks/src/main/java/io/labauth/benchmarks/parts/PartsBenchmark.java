package io.labauth.benchmarks.parts;

import io.labauth.benchmarks.Machine;
import io.labauth.benchmarks.MarkedSection;
import io.labauth.benchmarks.MeasuringJvm;
import io.labauth.benchmarks.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.openjdk.jmh.util.ListStatistics;
import org.openjdk.jmh.util.Statistics;

/**
 * Measures the single parts by JMH, each in JVMs of its own, and writes the table into the documentation.
 *
 * <p>With the system property {@code quick} it does a little, and only prints.
 */
public final class PartsBenchmark {
    private static final String BARE = "LabArchivesParts.bareHmac";
    private static final String SIGN = "LabArchivesParts.sign";
    private static final int ROUNDS = 5;

    /**
     * A part and how long it may take.
     *
     * @param benchmark the class and method
     * @param title what it is called in the table
     * @param limitMicros the design's limit; none for a peer
     */
    private record Part(String benchmark, String title, double limitMicros) {}

    private static final List<Part> PARTS = List.of(
            new Part(BARE, "HMAC-SHA-512 alone, the message at hand", Double.NaN),
            new Part(SIGN, "signing a LabArchives call", Double.NaN),
            new Part("LabArchivesParts.authUrl", "building a sign-in URL", 5),
            new Part("CallbackParts.parse", "parsing a callback", 2),
            new Part("FlowParts.seal", "sealing a flow into its cookie", Double.NaN),
            new Part("FlowParts.open", "opening it", 15),
            new Part("LabArchivesParts.userAccessInfo1000Notebooks", "`user_access_info` with 1,000 notebooks", 2_000),
            new Part("ApiKeyParts.verify", "verifying an API key used before", Double.NaN));

    private PartsBenchmark() {}

    /**
     * Runs everything.
     *
     * @param args the page to write into
     * @throws IOException if the page cannot be written
     * @throws RunnerException if JMH cannot run
     */
    public static void main(String[] args) throws IOException, RunnerException {
        boolean quick = System.getProperty("quick") != null;
        // From here JMH takes what its JVMs see, also when a build tool has loaded this class.
        System.setProperty("java.class.path", MeasuringJvm.classPath());
        String text = Machine.describe() + "\n\n" + report(run(quick));
        System.out.println(text);
        if (!quick) {
            MarkedSection.replace(Path.of(args[0]), "parts", text);
        }
    }

    /** Each round runs every part in a JVM of its own, so that what else the machine does meanwhile hits all of them alike. */
    private static List<RunResult> run(boolean quick) throws RunnerException {
        List<RunResult> results = new ArrayList<>();
        for (int round = 0; round < (quick ? 1 : ROUNDS); round++) {
            results.addAll(round(quick));
        }
        return results;
    }

    private static Collection<RunResult> round(boolean quick) throws RunnerException {
        return new Runner(new OptionsBuilder()
                        .include("io\\.labauth\\..*Parts\\.")
                        .mode(Mode.AverageTime)
                        .timeUnit(TimeUnit.NANOSECONDS)
                        .forks(1)
                        .warmupIterations(quick ? 1 : 3)
                        .measurementIterations(quick ? 1 : 3)
                        .warmupTime(TimeValue.seconds(1))
                        .measurementTime(TimeValue.seconds(1))
                        .jvmArgsAppend("-Dslf4j.internal.verbosity=ERROR")
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .run();
    }

    private static String report(List<RunResult> results) {
        Table table = new Table("each, on one thread", "median, µs", "slowest of the runs, µs", "limit, µs", "n");
        PARTS.forEach(part -> table.row(row(part, all(rounds(results, part.benchmark())))));
        ListStatistics ratios = new ListStatistics();
        List<Statistics> signing = rounds(results, SIGN);
        List<Statistics> bare = rounds(results, BARE);
        for (int round = 0; round < signing.size(); round++) {
            ratios.addValue(
                    signing.get(round).getPercentile(50) / bare.get(round).getPercentile(50));
        }
        return table + "\nSigning takes " + number(ratios.getPercentile(50))
                + " times as long as the HMAC alone (limit 1.3), as a median of the rounds' ratios: "
                + number(ratios.getMin()) + " to " + number(ratios.getMax()) + ".\n";
    }

    private static List<String> row(Part part, Statistics statistics) {
        return List.of(
                part.title(),
                number(statistics.getPercentile(50) / 1e3),
                number(statistics.getMax() / 1e3),
                Double.isNaN(part.limitMicros()) ? "" : String.format(Locale.ROOT, "%,.0f", part.limitMicros()),
                String.valueOf(statistics.getN()));
    }

    private static List<Statistics> rounds(List<RunResult> results, String benchmark) {
        return results.stream()
                .filter(result -> result.getParams().getBenchmark().endsWith("." + benchmark))
                .map(result -> result.getPrimaryResult().getStatistics())
                .toList();
    }

    private static Statistics all(List<Statistics> rounds) {
        ListStatistics all = new ListStatistics();
        rounds.forEach(round -> round.getRawData().forEachRemaining(value -> all.addValue(value.getKey())));
        return all;
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value < 10 ? "%.2f" : "%.0f", value);
    }
}
