package io.labauth.benchmarks;

import com.google.api.client.extensions.jetty.auth.oauth2.LocalServerReceiver;
import com.microsoft.aad.msal4j.PublicClientApplication;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;

/** The tables of a run. */
final class Report {
    private static final List<String> PEERS = List.of(LabAuthPeer.NAME, GooglePeer.NAME, Msal4jPeer.NAME);

    private final Measurements measurements;
    private final Effort effort;

    Report(Measurements measurements, Effort effort) {
        this.measurements = measurements;
        this.effort = effort;
    }

    String markdown() {
        return String.join("\n", Machine.describe() + versions(), warm(), cold(), load(), behaviours());
    }

    private static String versions() {
        return "\nPeers: " + Machine.library(LocalServerReceiver.class) + ", "
                + Machine.library(PublicClientApplication.class) + ".\n";
    }

    private String warm() {
        Table table = figures();
        distributed(table, "start listening, ms", Flows.OPEN);
        distributed(table, "callback → complete answer, ms", Flows.ROUND_TRIP);
        distributed(table, "callback → page shown, ms", Flows.PAGE);
        distributed(table, "complete cycles per second", Flows.RATE);
        return section("Warm", table);
    }

    private String cold() {
        Table table = figures();
        Stream.of(
                        ColdStarts.MAIN_PLAIN,
                        ColdStarts.MAIN_ARCHIVED,
                        ColdStarts.PROCESS_PLAIN,
                        ColdStarts.PROCESS_ARCHIVED)
                .forEach(measure -> distributed(table, measure + ", ms", measure));
        Distribution java = measurements.distribution(ColdStarts.JAVA, "");
        return section("Cold", table) + "\n`java --version`, begin to end, for comparison: " + summary(java) + " ms.\n";
    }

    private String load() {
        Table table = header("median (p90)");
        Stream.of(SilentConnections.HELD, SilentConnections.LATENCY, SilentConnections.HEAP, SilentConnections.THREADS)
                .forEach(measure -> table.row(row(measure, peer -> summary(measurements.distribution(measure, peer)))));
        Stream.of(ManyLogins.THREADS, ManyLogins.FILES, ManyLogins.HEAP)
                .flatMap(measure -> Stream.of(effort.fewLogins(), effort.manyLogins())
                        .map(logins -> ManyLogins.after(measure, logins)))
                .forEach(measure -> plain(table, measure));
        return section("Under load, and after many sign-ins", table);
    }

    private String behaviours() {
        Table table = header("What happens");
        Behaviours.titles().forEach(title -> table.row(row(title, peer -> measurements.text(title, peer))));
        return section("Behaviours", table);
    }

    private void distributed(Table table, String title, String measure) {
        List<String> cells = new ArrayList<>(row(title, peer -> summary(measurements.distribution(measure, peer))));
        double ours = measurements.distribution(measure, LabAuthPeer.NAME).median();
        PEERS.stream()
                .skip(1)
                .map(peer -> ours / measurements.distribution(measure, peer).median())
                .forEach(ratio -> cells.add(number(ratio)));
        cells.add(String.valueOf(
                measurements.distribution(measure, LabAuthPeer.NAME).count()));
        table.row(cells);
    }

    private void plain(Table table, String measure) {
        table.row(row(
                measure, peer -> number(measurements.distribution(measure, peer).median())));
    }

    private static List<String> row(String title, Function<String, String> cell) {
        return Stream.concat(Stream.of(title), PEERS.stream().map(cell)).toList();
    }

    private static Table figures() {
        return new Table("median (p90)", PEERS.get(0), PEERS.get(1), PEERS.get(2), "ours/google", "ours/msal4j", "n");
    }

    private static Table header(String first) {
        return new Table(first, PEERS.get(0), PEERS.get(1), PEERS.get(2));
    }

    private static String section(String title, Table table) {
        return "### " + title + "\n\n" + table;
    }

    private static String summary(Distribution distribution) {
        return number(distribution.median()) + " (" + number(distribution.p90()) + ")";
    }

    private static String number(double value) {
        if (Double.isNaN(value)) {
            return "none";
        }
        return String.format(Locale.ROOT, Math.abs(value) < 10 ? "%.2f" : "%.0f", value);
    }
}
