package io.labauth.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import io.labauth.apikeys.EmbeddedKeyDatabase;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.sql.DataSource;

/**
 * Measures whether the time of a refusal tells that a key with this id exists, and writes the table into the documentation.
 *
 * <p>Keys with an unknown id and keys with a known id and a wrong secret take turns, in an order that a coin decides; the right ones were just
 * used. With the system property {@code quick} it does a tenth, and only prints. With {@code postgres}, the URL of an empty database, it
 * measures that one too.
 */
public final class WrongKeyBenchmark {
    private static final int KEYS = 1_000;
    private static final int WARM_UP = 2_000;

    private final int pairs;
    private final Table times = new Table(
            "until a wrong key is refused, µs: median (p90)",
            "unknown id",
            "known id, wrong secret",
            "ratio",
            "n each");

    private WrongKeyBenchmark(boolean quick) {
        this.pairs = quick ? 2_000 : 20_000;
    }

    /**
     * Runs it.
     *
     * @param args the page to write into
     * @throws IOException if a file cannot be written
     */
    public static void main(String[] args) throws IOException {
        boolean quick = System.getProperty("quick") != null;
        WrongKeyBenchmark benchmark = new WrongKeyBenchmark(quick);
        benchmark.measure();
        String text = Machine.describe() + "\n\n" + benchmark.times;
        System.out.println(text);
        if (!quick) {
            MarkedSection.replace(Path.of(args[0]), "wrong-keys", text);
        }
    }

    private void measure() throws IOException {
        Path directory = Files.createTempDirectory("labauth-keys");
        try (EmbeddedKeyDatabase file = EmbeddedKeyDatabase.at(directory.resolve("keys"))) {
            database("H2 in a file", file.dataSource());
        }
        String postgres = System.getProperty("postgres");
        if (postgres != null) {
            try (HikariDataSource pool = new HikariDataSource()) {
                pool.setJdbcUrl(postgres);
                database("PostgreSQL", pool);
            }
        }
    }

    private void database(String name, DataSource database) {
        try (KeyStock stock = new KeyStock(database, KEYS, KEYS * 2)) {
            WrongKeys wrong = new WrongKeys(7);
            List<Double> unknown = new ArrayList<>();
            List<Double> known = new ArrayList<>();
            for (int i = 0; i < WARM_UP + pairs; i++) {
                if (i == WARM_UP) {
                    unknown.clear();
                    known.clear();
                }
                pair(i % KEYS, stock, wrong, unknown, known);
            }
            row(name, sorted(unknown), sorted(known));
        }
    }

    private static void pair(int index, KeyStock stock, WrongKeys wrong, List<Double> unknown, List<Double> known) {
        stock.verify(index);
        boolean unknownFirst = wrong.heads();
        if (unknownFirst) {
            unknown.add(unknown(stock, wrong));
        }
        InetAddress from = wrong.address();
        known.add(stock.refuse(wrong.withWrongSecret(stock.secret(index)), from) / 1e3);
        if (!unknownFirst) {
            unknown.add(unknown(stock, wrong));
        }
    }

    private static double unknown(KeyStock stock, WrongKeys wrong) {
        InetAddress from = wrong.address();
        return stock.refuse(wrong.withUnknownId(), from) / 1e3;
    }

    private void row(String name, Distribution unknown, Distribution known) {
        times.row(List.of(
                name,
                summary(unknown),
                summary(known),
                String.format(Locale.ROOT, "%.2f", known.median() / unknown.median()),
                String.valueOf(known.count())));
    }

    private static Distribution sorted(List<Double> samples) {
        return new Distribution(samples.stream().sorted().toList());
    }

    private static String summary(Distribution distribution) {
        return String.format(Locale.ROOT, "%.1f (%.1f)", distribution.median(), distribution.p90());
    }
}
