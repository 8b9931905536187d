package io.labauth.benchmarks.web;

import io.labauth.benchmarks.Table;
import io.labauth.benchmarks.web.Visitor.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** Sign-ins at a constant rate, at nodes of which one is restarted each minute. */
final class WebSoak {
    private static final int VISITORS = 16;

    private final Cluster cluster;
    private final int perSecond;
    private final Map<Outcome, Integer> outcomes = new ConcurrentHashMap<>();
    private final Table looks = new Table("the node that stayed, after", "live heap, MB", "threads", "open files");

    WebSoak(Cluster cluster, int perSecond) {
        this.cluster = cluster;
        this.perSecond = perSecond;
    }

    /** How many sign-ins a second the nodes carry at most, after as long a warm-up. */
    static int atMost(Cluster cluster, Duration time) throws InterruptedException {
        ExecutorService visitors = Executors.newFixedThreadPool(VISITORS);
        LongAdder signIns = new LongAdder();
        for (int i = 0; i < VISITORS; i++) {
            Visitor visitor = new Visitor(cluster, i);
            visitors.execute(() -> {
                while (!visitors.isShutdown()) {
                    visitor.signIn();
                    signIns.increment();
                }
            });
        }
        Thread.sleep(time.toMillis());
        signIns.reset();
        Thread.sleep(time.toMillis());
        int perSecond = Math.toIntExact(signIns.sum() / time.toSeconds());
        visitors.shutdown();
        visitors.awaitTermination(1, TimeUnit.MINUTES);
        return perSecond;
    }

    /** Runs for some minutes; looks at the node that stays after the first, and then each so many. */
    String run(int minutes, int lookEvery) throws IOException, InterruptedException {
        ScheduledExecutorService visitors = Executors.newScheduledThreadPool(VISITORS);
        long nanos = VISITORS * TimeUnit.SECONDS.toNanos(1) / perSecond;
        for (int i = 0; i < VISITORS; i++) {
            Visitor visitor = new Visitor(cluster, i);
            var unused = visitors.scheduleAtFixedRate(
                    () -> outcomes.merge(visitor.signIn(), 1, Integer::sum),
                    i * nanos / VISITORS,
                    nanos,
                    TimeUnit.NANOSECONDS);
        }
        for (int minute = 1; minute <= minutes; minute++) {
            long begun = System.nanoTime();
            cluster.restartOne();
            TimeUnit.NANOSECONDS.sleep(Duration.ofMinutes(1).toNanos() - (System.nanoTime() - begun));
            if (minute == 1 || minute % lookEvery == 0) {
                look(minute);
            }
        }
        visitors.shutdown();
        visitors.awaitTermination(1, TimeUnit.MINUTES);
        return table(minutes);
    }

    private void look(int minute) throws IOException {
        String[] held = cluster.staying().ask("look").split(" ", -1);
        looks.row(List.of(minute + " min", held[0], held[1], held[2]));
        System.out.println(minute + " min: " + String.join(" ", held) + " " + outcomes);
    }

    private String table(int minutes) {
        Table table = new Table("sign-ins at nodes, one restarted each minute", "number");
        for (Outcome outcome : Outcome.values()) {
            table.row(List.of(text(outcome), String.format(Locale.ROOT, "%,d", outcomes.getOrDefault(outcome, 0))));
        }
        return String.format(
                        Locale.ROOT,
                        "%d minutes, %d sign-ins a second, %d restarts, by `kill -9` and by an orderly stop in turn.%n%n",
                        minutes,
                        perSecond,
                        cluster.restarts())
                + table + "\n" + looks;
    }

    private static String text(Outcome outcome) {
        return switch (outcome) {
            case SIGNED_IN -> "signed in";
            case AFTER_RELOAD -> "signed in after a reload, since a node had answered nothing";
            case STARTED_AGAIN -> "signed in after starting again, since that node had spent the code";
            case LOST -> "lost";
        };
    }
}
