package io.labauth.benchmarks;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Measures the loopback listener side by side with its peers, and writes the tables into the documentation.
 *
 * <p>With the system property {@code quick} it does a little of everything, and only prints.
 */
public final class ListenerBenchmark {
    private ListenerBenchmark() {}

    /**
     * Runs everything.
     *
     * @param args the page to write into, and a folder for what is needed on the way
     * @throws IOException if a measuring JVM cannot be started or a file not be written
     */
    public static void main(String[] args) throws IOException {
        boolean quick = System.getProperty("quick") != null;
        Effort effort = quick ? Effort.QUICK : Effort.FULL;
        Report report = new Report(measured(effort, Path.of(args[1])), effort);
        System.out.println(report.markdown());
        if (!quick) {
            MarkedSection.replace(Path.of(args[0]), "listener", report.markdown());
        }
    }

    private static Measurements measured(Effort effort, Path folder) throws IOException {
        Measurements measurements = new Measurements();
        MeasuringJvm.measure(Flows.class, measurements, effort.warmUpBlocks(), effort.blocks());
        new ColdStarts(folder, measurements).measure(effort.coldStarts());
        for (int round = 0; round < effort.silentRounds(); round++) {
            for (Peer peer : Peer.listeners()) {
                MeasuringJvm.measure(SilentConnections.class, measurements, peer.name(), effort.silentConnections());
            }
        }
        MeasuringJvm.observe(
                ManyLogins.class, measurements, effort.fewLogins(), effort.manyLogins(), effort.settlingMillis());
        MeasuringJvm.observe(Behaviours.class, measurements);
        return measurements;
    }
}
