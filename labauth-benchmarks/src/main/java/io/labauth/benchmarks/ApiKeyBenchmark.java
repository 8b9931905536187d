package io.labauth.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import io.labauth.apikeys.EmbeddedKeyDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/**
 * Measures the verification of API keys, and writes the tables into the documentation.
 *
 * <p>With the system property {@code quick} it does a little of everything, and only prints. With {@code postgres}, the URL of an empty
 * database, it measures that one too.
 */
public final class ApiKeyBenchmark {
    private static final int LISTS = 200;
    /** After which a verification reads the row again. */
    private static final Duration ROWS_GROW_OLD = Duration.ofSeconds(5);

    private static final String KEY = "lab_live_" + "x".repeat(71);

    private final boolean quick;
    private final Table rates = new Table("on one thread", "per second, median (p10)", "n");
    private final Table lists =
            new Table("listing the ten keys of an owner, µs", "few rows in the table", "1,000,000 more", "n");

    private Table filters = new Table("");

    private ApiKeyBenchmark(boolean quick) {
        this.quick = quick;
    }

    /**
     * Runs everything.
     *
     * @param args the page to write into
     * @throws IOException if a file cannot be written
     * @throws SQLException if rows cannot be added
     */
    public static void main(String[] args) throws IOException, SQLException {
        ApiKeyBenchmark benchmark = new ApiKeyBenchmark(System.getProperty("quick") != null);
        benchmark.measure();
        String text = Machine.describe() + "\nPeers: bcrypt of Spring Security's crypto module, SHA-256 of the JDK.\n\n"
                + benchmark.rates + "\n" + benchmark.filters + "\n" + benchmark.lists;
        System.out.println(text);
        if (!benchmark.quick) {
            MarkedSection.replace(Path.of(args[0]), "api-keys", text);
        }
    }

    private void measure() throws IOException, SQLException {
        hits();
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
        peers();
        filters = KeyFilters.measured(quick);
    }

    private void hits() {
        int keys = quick ? 5_000 : 100_000;
        DataSource memory = JdbcConnectionPool.create("jdbc:h2:mem:hits;DB_CLOSE_DELAY=-1", "sa", "");
        int[] picks = Zipf.picks(keys, 1 << 20, 7);
        int[] distinct = IntStream.of(picks).distinct().toArray();
        try (KeyStock stock = new KeyStock(memory, keys, keys * 2)) {
            IntConsumer verify = i -> stock.verify(picks[i & (picks.length - 1)]);
            List<Double> samples = new ArrayList<>();
            for (int round = 0; round < (quick ? 3 : 11); round++) {
                LockSupport.parkNanos(ROWS_GROW_OLD.toNanos());
                IntStream.of(distinct).forEach(stock::verify);
                samples.add(rate(verify, Duration.ofMillis(quick ? 300 : 1500)));
            }
            rate("labauth, " + keys + " keys, hit", samples.subList(1, samples.size()));
            rate("labauth, " + keys + " keys, sustained", rates(verify, 10, Duration.ofSeconds(quick ? 1 : 2)));
        }
    }

    private void database(String name, DataSource database) throws SQLException {
        int keys = 2_000;
        try (KeyStock stock = new KeyStock(database, keys, 1)) {
            rate(
                    "labauth, miss, " + name,
                    rates(i -> stock.verify(i % keys), 10, Duration.ofMillis(quick ? 200 : 1000)));
            Distribution few = listed(stock);
            stock.fill(quick ? 10_000 : 1_000_000);
            Distribution many = listed(stock);
            lists.row(List.of(name, summary(few), summary(many), String.valueOf(few.count())));
        }
    }

    private void peers() {
        BCryptPasswordEncoder bcrypt = new BCryptPasswordEncoder();
        String hash = bcrypt.encode(KEY.substring(0, 60));
        rate("bcrypt (strength 10)", rates(i -> bcrypt.matches(KEY.substring(0, 60), hash), 5, Duration.ofSeconds(1)));
        Map<String, String> known = Map.of(OwnKeyFilter.sha256(KEY), "ada");
        rate("SHA-256 and a map", rates(i -> known.get(OwnKeyFilter.sha256(KEY)), 10, Duration.ofMillis(500)));
    }

    private static Distribution listed(KeyStock stock) {
        DoubleStream.generate(stock::list).limit(LISTS).forEach(warmUp -> {});
        return new Distribution(
                DoubleStream.generate(stock::list).limit(LISTS).sorted().boxed().toList());
    }

    private static List<Double> rates(IntConsumer work, int rounds, Duration each) {
        rate(work, each);
        return IntStream.range(0, rounds).mapToObj(round -> rate(work, each)).toList();
    }

    private static double rate(IntConsumer work, Duration time) {
        long start = System.nanoTime();
        int done = 0;
        do {
            for (int i = 0; i < 16; i++) {
                work.accept(done++);
            }
        } while (System.nanoTime() - start < time.toNanos());
        return done * 1e9 / (System.nanoTime() - start);
    }

    private void rate(String name, List<Double> samples) {
        Distribution sorted = new Distribution(samples.stream().sorted().toList());
        rates.row(List.of(
                name,
                number(sorted.median()) + " (" + number(sorted.quantile(0.1)) + ")",
                String.valueOf(sorted.count())));
    }

    private static String summary(Distribution distribution) {
        return number(distribution.median()) + " (" + number(distribution.p90()) + ")";
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%,.0f", value);
    }
}
