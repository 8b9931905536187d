package io.labauth.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.springframework.security.crypto.bcrypt.BCrypt;

/** Requests with good keys through a filter chain of Spring Security: labauth's, and two as applications write them, in turn. */
final class KeyFilters {
    private static final int KEYS = 2_000;
    private static final String SECRET = "x".repeat(43);

    private final boolean quick;
    private final List<KeyRows.Row> rows = new ArrayList<>();
    private final Table table = new Table(
            "requests through a filter chain per second, median (p10)",
            "labauth",
            "own filter, bcrypt",
            "own filter, SHA-256",
            "ours/bcrypt",
            "ours/SHA-256",
            "n");

    private KeyFilters(boolean quick) {
        this.quick = quick;
        String bcrypt = BCrypt.hashpw(SECRET, BCrypt.gensalt());
        for (int i = 0; i < KEYS; i++) {
            // One bcrypt for all: the filter's work is the same, and to hash one for each key would take minutes.
            rows.add(new KeyRows.Row("k" + i, "owner-" + i / 10, bcrypt));
            rows.add(new KeyRows.Row(OwnKeyFilter.sha256(ownKey(i)), "owner-" + i / 10, ""));
        }
    }

    static Table measured(boolean quick) {
        KeyFilters filters = new KeyFilters(quick);
        filters.compare("hit: the row at hand", "hits", KeyRows.inMemory(filters.rows), KEYS * 2);
        try (HikariDataSource database = database("rows")) {
            filters.compare("miss: the row from H2 in memory", "misses", KeyRows.inTable(database, filters.rows), 1);
        }
        return filters.table;
    }

    private void compare(String title, String name, KeyRows own, int cached) {
        try (HikariDataSource database = database(name);
                KeyStock stock = new KeyStock(database, KEYS, cached);
                KeyChains chains = new KeyChains(database, stock.keys(), own)) {
            Map<String, KeyRequests> peers = new LinkedHashMap<>();
            peers.put(KeyChains.LABAUTH, requests(KeyChains.LABAUTH, chains, stock::authorization));
            for (String peer : List.of(KeyChains.BCRYPT, KeyChains.SHA256)) {
                peers.put(peer, requests(peer, chains, i -> "Bearer " + ownKey(i)));
            }
            row(title, measure(peers, () -> IntStream.range(0, KEYS).forEach(stock::verify)));
        }
    }

    private Measurements measure(Map<String, KeyRequests> peers, Runnable use) {
        Duration time = Duration.ofMillis(quick ? 300 : 1_500);
        Measurements rates = new Measurements();
        int warmUp = quick ? 2 : 4;
        for (int round = -warmUp; round < (quick ? 3 : 11); round++) {
            boolean measured = round >= 0;
            // Rows that grew old while the others had their turn would be read again.
            use.run();
            peers.forEach((name, requests) -> {
                double rate = requests.rate(time);
                if (measured) {
                    rates.add(new Sample(name, "rate", Double.toString(rate)));
                }
            });
        }
        return rates;
    }

    private void row(String title, Measurements rates) {
        Distribution ours = rates.distribution("rate", KeyChains.LABAUTH);
        Distribution bcrypt = rates.distribution("rate", KeyChains.BCRYPT);
        Distribution sha256 = rates.distribution("rate", KeyChains.SHA256);
        table.row(List.of(
                title,
                summary(ours),
                summary(bcrypt),
                summary(sha256),
                String.format(Locale.ROOT, "%,.0f", ours.median() / bcrypt.median()),
                String.format(Locale.ROOT, "%.2f", ours.median() / sha256.median()),
                String.valueOf(ours.count())));
    }

    private static KeyRequests requests(String peer, KeyChains chains, IntFunction<String> authorization) {
        return new KeyRequests(
                chains.proxy(peer),
                "/" + peer,
                IntStream.range(0, KEYS).mapToObj(authorization).toList());
    }

    /** With a pool for each, as applications have it. */
    private static HikariDataSource database(String name) {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl("jdbc:h2:mem:filters-" + name + ";DB_CLOSE_DELAY=-1");
        pool.setUsername("sa");
        return pool;
    }

    private static String ownKey(int index) {
        return "k" + index + "." + SECRET;
    }

    private static String summary(Distribution rates) {
        return String.format(Locale.ROOT, "%,.0f (%,.0f)", rates.median(), rates.quantile(0.1));
    }
}
