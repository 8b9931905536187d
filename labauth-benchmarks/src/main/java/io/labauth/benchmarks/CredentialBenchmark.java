package io.labauth.benchmarks;

import com.sun.management.ThreadMXBean;
import io.labauth.Credential;
import io.labauth.Secret;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Measures what applying a credential costs, beside setting the same address and header by hand, and what memory a long list of
 * keys takes; writes the tables into the documentation.
 *
 * <p>With the system property {@code quick} it does a little, and only prints.
 */
public final class CredentialBenchmark {
    private static final URI ADDRESS = URI.create("https://tiled.example.org/api/v1/auth/whoami");
    private static final String KEY = "0123456789abcdef".repeat(4) + "01234567";
    private static final String HEADER = "Apikey " + KEY;
    private static final Credential CREDENTIAL = Credential.apikey(Secret.of(KEY), ADDRESS);
    private static final ThreadMXBean THREADS = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
    private static final int CALLS = 20_000;

    /** One way to do it, and what each block of calls took. */
    private record Way(String name, Consumer<HttpRequest.Builder> work, List<Double> nanoseconds, List<Double> bytes) {
        Way(String name, Consumer<HttpRequest.Builder> work) {
            this(name, work, new ArrayList<>(), new ArrayList<>());
        }
    }

    private CredentialBenchmark() {}

    /**
     * Runs everything.
     *
     * @param args the page to write into
     * @throws IOException if the page cannot be written
     */
    public static void main(String[] args) throws IOException {
        boolean quick = System.getProperty("quick") != null;
        List<Way> ways = List.of(
                new Way("nothing: a new request", builder -> {}),
                new Way("by hand: `uri`, `setHeader`", CredentialBenchmark::byHand),
                new Way("`applyTo`", builder -> CREDENTIAL.applyTo(builder, ADDRESS)));
        int blocks = quick ? 20 : 400;
        for (int i = 0; i < blocks * 2; i++) {
            for (Way way : ways) {
                measure(way, i >= blocks);
            }
        }
        String text = Machine.describe() + "\n\n" + table(ways) + "\n" + KeyListMemory.table();
        System.out.println(text);
        if (!quick) {
            MarkedSection.replace(Path.of(args[0]), "credential", text);
        }
    }

    private static void byHand(HttpRequest.Builder builder) {
        builder.uri(ADDRESS).setHeader("Authorization", HEADER);
    }

    private static void measure(Way way, boolean warm) {
        // Kept, so that no request is optimized away.
        HttpRequest.Builder[] kept = new HttpRequest.Builder[8];
        long bytes = THREADS.getCurrentThreadAllocatedBytes();
        long begin = System.nanoTime();
        for (int i = 0; i < CALLS; i++) {
            HttpRequest.Builder builder = HttpRequest.newBuilder();
            way.work().accept(builder);
            kept[i % kept.length] = builder;
        }
        double took = System.nanoTime() - begin;
        double allocated = THREADS.getCurrentThreadAllocatedBytes() - bytes;
        if (warm && kept[0] != null) {
            way.nanoseconds().add(took / CALLS);
            way.bytes().add(allocated / CALLS);
        }
    }

    private static String table(List<Way> ways) {
        Table table = new Table("each", "median (p90), ns", "allocated, bytes");
        for (Way way : ways) {
            Distribution time = sorted(way.nanoseconds());
            table.row(List.of(
                    way.name(),
                    String.format(Locale.ROOT, "%.0f (%.0f)", time.median(), time.p90()),
                    String.format(Locale.ROOT, "%.0f", sorted(way.bytes()).median())));
        }
        return table.toString();
    }

    private static Distribution sorted(List<Double> numbers) {
        return new Distribution(numbers.stream().sorted().toList());
    }
}
