package io.labauth.benchmarks.web;

import io.labauth.benchmarks.LocalSoak;
import io.labauth.benchmarks.Machine;
import io.labauth.benchmarks.MarkedSection;
import io.labauth.benchmarks.Measurements;
import io.labauth.benchmarks.MeasuringJvm;
import io.labauth.benchmarks.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Signs in for long: 100,000 times on one machine, and for an hour at three nodes under half of the load that they carry; writes what was lost and what stayed behind into the
 * documentation.
 *
 * <p>With the system property {@code quick} it does a little of both, and only prints. {@code minutes} says how long.
 */
public final class SoakBenchmark {
    private SoakBenchmark() {}

    /**
     * Runs both, one after the other.
     *
     * @param args the page to write into
     * @throws IOException if a server cannot be started or the page not be written
     * @throws InterruptedException if the run is interrupted
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        boolean quick = System.getProperty("quick") != null;
        String text = Machine.describe() + "\n\n" + local(quick) + "\n" + web(quick);
        System.out.println(text);
        if (!quick) {
            MarkedSection.replace(Path.of(args[0]), "soak", text);
        }
    }

    private static String local(boolean quick) throws IOException {
        List<Object> looks = quick ? List.of(100, 1_000) : List.of(100, 1_000, 10_000, 100_000);
        Measurements measurements = new Measurements();
        try (Server stub = stub()) {
            MeasuringJvm.measure(
                    LocalSoak.class,
                    measurements,
                    Stream.concat(Stream.of((Object) stub.port()), looks.stream())
                            .toArray());
        }
        Table table = new Table(
                "sign-ins of one program", LocalSoak.LOST, LocalSoak.HEAP, LocalSoak.THREADS, LocalSoak.FILES);
        for (Object look : looks) {
            List<String> row = new ArrayList<>(List.of(look.toString()));
            for (String measure : List.of(LocalSoak.LOST, LocalSoak.HEAP, LocalSoak.THREADS, LocalSoak.FILES)) {
                row.add(measurements.text(measure, look.toString()));
            }
            table.row(row);
        }
        return table.toString();
    }

    private static String web(boolean quick) throws IOException, InterruptedException {
        int minutes = Integer.getInteger("minutes", quick ? 2 : 60);
        try (RedisProcess redis = RedisProcess.start().orElseThrow(() -> new IOException("There is no redis-server."));
                Server stub = stub();
                Cluster cluster = new Cluster(3, stub.port(), "oauth2", "redis://127.0.0.1:" + redis.port())) {
            int atMost = WebSoak.atMost(cluster, Duration.ofSeconds(quick ? 10 : 60));
            return "On this machine the nodes carry " + atMost
                    + " sign-ins a second at most; the load is half of that.\n"
                    + new WebSoak(cluster, atMost / 2).run(minutes, quick ? 1 : 10);
        }
    }

    private static Server stub() throws IOException {
        return Server.ofProcess(MeasuringJvm.start(List.of("-cp", MeasuringJvm.classPath()), StubService.class));
    }
}
