package io.labauth.benchmarks.web;

import io.labauth.benchmarks.Machine;
import io.labauth.benchmarks.MarkedSection;
import io.labauth.benchmarks.Measurements;
import io.labauth.benchmarks.MeasuringJvm;
import io.labauth.benchmarks.Sample;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Measures complete logins of a Spring Boot application with labauth's starter beside one with {@code oauth2Login}, against a service that
 * answers at once, and writes the tables into the documentation.
 *
 * <p>With the system property {@code quick} it does a little of everything, and only prints. With {@code postgres}, the URL of an empty
 * database, completed logins are kept there as well.
 */
public final class WebLoginBenchmark {
    private final Measurements measurements = new Measurements();
    private final boolean quick = System.getProperty("quick") != null;
    private final int perSecond = 200;
    private final int seconds = quick ? 3 : 8;
    private final int rounds = quick ? 1 : 5;
    /** Each node's compiler is done with most of the code after some ten thousands. */
    private final int warmUpPerSecond = quick ? 200 : 500;

    private final int warmUpSeconds = quick ? 5 : 60;

    private WebLoginBenchmark() {}

    /**
     * Runs everything.
     *
     * @param args the page to write into
     * @throws IOException if a server cannot be started or the page not be written
     * @throws InterruptedException if the run is interrupted
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        WebLoginBenchmark benchmark = new WebLoginBenchmark();
        benchmark.measure();
        String text = Machine.describe() + "\n\n" + new WebReport(benchmark.measurements).markdown();
        System.out.println(text);
        if (!benchmark.quick) {
            MarkedSection.replace(Path.of(args[0]), "web", text);
        }
    }

    private void measure() throws IOException, InterruptedException {
        MeasuringJvm.measure(OwnCost.class, measurements, quick ? 5 : 50, quick ? 100_000 : 1_000_000);
        try (Server stub =
                Server.ofProcess(MeasuringJvm.start(List.of("-cp", MeasuringJvm.classPath()), StubService.class))) {
            Optional<RedisProcess> redis = RedisProcess.start();
            List<Subject> subjects = new ArrayList<>();
            try {
                start(subjects, stub.port(), redis);
                measure(subjects);
            } finally {
                subjects.forEach(Subject::close);
                redis.ifPresent(RedisProcess::close);
            }
        }
    }

    private static void start(List<Subject> subjects, int stub, Optional<RedisProcess> redis) throws IOException {
        subjects.add(Subject.start(WebReport.PEER, "/oauth2/authorization/stub", 1, SpringSecuritySite.class, stub));
        subjects.add(Subject.start(WebReport.OAUTH2, "/login", 1, LabAuthSite.class, stub, "oauth2"));
        subjects.add(Subject.start(WebReport.LABARCHIVES, "/login", 1, LabAuthSite.class, stub, "labarchives"));
        String postgres = System.getProperty("postgres");
        if (postgres != null) {
            subjects.add(Subject.start(WebReport.POSTGRES, "/login", 1, LabAuthSite.class, stub, "oauth2", postgres));
        }
        if (redis.isPresent()) {
            String url = "redis://127.0.0.1:" + redis.get().port();
            subjects.add(Subject.start(WebReport.REDIS, "/login", 1, LabAuthSite.class, stub, "oauth2", url));
            subjects.add(Subject.start(WebReport.THREE_NODES, "/login", 3, LabAuthSite.class, stub, "oauth2", url));
        }
    }

    private void measure(List<Subject> subjects) throws InterruptedException {
        for (Subject subject : subjects) {
            subject.load().run(warmUpPerSecond, warmUpSeconds * subject.nodes());
        }
        for (int round = 0; round < rounds; round++) {
            for (Subject subject : subjects) {
                measure(subject);
            }
        }
    }

    private void measure(Subject subject) throws InterruptedException {
        Duration before = subject.cpu();
        OpenLoad.Result result = subject.load().run(perSecond, seconds);
        double cpuMicros =
                subject.cpu().minus(before).toNanos() / 1e3 / result.millis().size();
        add(subject, WebReport.CPU, cpuMicros);
        add(subject, WebReport.RATE, 1e6 / cpuMicros);
        add(subject, WebReport.FAILURES, result.failures());
        List<Double> sorted = result.millis().stream().sorted().toList();
        add(subject, WebReport.MEDIAN, sorted.get(sorted.size() / 2));
        add(subject, WebReport.P99, sorted.get(sorted.size() * 99 / 100));
    }

    private void add(Subject subject, String measure, double value) {
        measurements.add(new Sample(subject.name(), measure, Double.toString(value)));
    }
}
