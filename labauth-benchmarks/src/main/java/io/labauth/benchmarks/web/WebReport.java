package io.labauth.benchmarks.web;

import io.labauth.benchmarks.Distribution;
import io.labauth.benchmarks.Measurements;
import io.labauth.benchmarks.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The tables of a run. */
final class WebReport {
    static final String PEER = "oauth2Login";
    static final String OAUTH2 = "labauth, OAuth 2.0";
    static final String LABARCHIVES = "labauth, LabArchives";
    static final String POSTGRES = "labauth, OAuth 2.0, PostgreSQL";
    static final String REDIS = "labauth, OAuth 2.0, Redis";
    static final String THREE_NODES = "labauth, OAuth 2.0, Redis, three nodes";

    static final String CPU = "server's CPU per login, µs";
    static final String RATE = "logins per second and core";
    static final String MEDIAN = "a login, ms";
    static final String P99 = "a login, 99 %, ms";
    static final String FAILURES = "failed";

    private static final List<String> SUBJECTS = List.of(PEER, OAUTH2, LABARCHIVES, POSTGRES, REDIS, THREE_NODES);
    private static final List<String> MEASURES = List.of(CPU, RATE, MEDIAN, P99, FAILURES);

    private final Measurements measurements;

    WebReport(Measurements measurements) {
        this.measurements = measurements;
    }

    String markdown() {
        Table table = new Table("median of the runs", CPU, RATE, "beside " + PEER, MEDIAN, P99, FAILURES, "n");
        SUBJECTS.stream().filter(this::isMeasured).forEach(subject -> table.row(row(subject)));
        Distribution own = measurements.distribution(OwnCost.CPU, "labauth");
        return table + "\nlabauth's own part, without server and service: " + number(own.median()) + " (p90 "
                + number(own.p90())
                + ") µs of CPU per login. Live heap before and after a million logins that were begun and never finished: "
                + number(measurements
                        .distribution(OwnCost.HEAP_BEFORE, "labauth")
                        .median()) + " and "
                + number(
                        measurements.distribution(OwnCost.HEAP_AFTER, "labauth").median()) + " MB.\n";
    }

    private boolean isMeasured(String subject) {
        return measurements.distribution(CPU, subject).count() > 0;
    }

    private List<String> row(String subject) {
        List<String> cells = new ArrayList<>(List.of(subject));
        for (String measure : MEASURES) {
            cells.add(number(median(measure, subject)));
            if (measure.equals(RATE)) {
                cells.add(number(median(RATE, subject) / median(RATE, PEER)));
            }
        }
        cells.add(String.valueOf(measurements.distribution(CPU, subject).count()));
        return cells;
    }

    private double median(String measure, String subject) {
        return measurements.distribution(measure, subject).median();
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "none" : String.format(Locale.ROOT, value < 10 ? "%.2f" : "%.0f", value);
    }
}
