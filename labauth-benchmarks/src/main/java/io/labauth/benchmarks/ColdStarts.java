package io.labauth.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** New JVMs that do nothing but open a listener, the peers in turn, with and without a class-data archive of their own. */
final class ColdStarts {
    static final String JAVA = "java --version";
    static final String MAIN_PLAIN = "main → accepting, plain";
    static final String MAIN_ARCHIVED = "main → accepting, archive";
    static final String PROCESS_PLAIN = "process → accepting, plain";
    static final String PROCESS_ARCHIVED = "process → accepting, archive";

    private final Path folder;
    private final Measurements into;
    private final Map<Peer, String> classPaths = new LinkedHashMap<>();

    ColdStarts(Path folder, Measurements into) {
        this.folder = folder;
        this.into = into;
    }

    void measure(int rounds) throws IOException {
        Files.createDirectories(folder);
        for (Peer peer : Peer.listeners()) {
            classPaths.put(peer, NeededJars.classPath(peer, folder));
            open(peer, "-XX:ArchiveClassesAtExit=" + archive(peer));
        }
        for (int round = 0; round < rounds; round++) {
            into.add(new Sample("", JAVA, millis(versionOnly())));
            for (Peer peer : classPaths.keySet()) {
                add(peer, open(peer, "-Xshare:auto"), MAIN_PLAIN, PROCESS_PLAIN);
                add(peer, open(peer, "-XX:SharedArchiveFile=" + archive(peer)), MAIN_ARCHIVED, PROCESS_ARCHIVED);
            }
        }
    }

    private static long versionOnly() throws IOException {
        long start = System.nanoTime();
        MeasuringJvm.java(List.of("--version")).onExit().join();
        return System.nanoTime() - start;
    }

    private Start open(Peer peer, String sharing) throws IOException {
        List<String> options = new ArrayList<>(List.of(sharing, "-Xlog:cds=off", "-Xlog:cds+dynamic=off", "-cp"));
        options.add(classPaths.getOrDefault(peer, ""));
        long start = System.nanoTime();
        Process process = MeasuringJvm.start(options, Cold.class, peer.name(), true);
        try (BufferedReader output = process.inputReader()) {
            String printed = output.readLine();
            Sample main = Sample.parse(printed)
                    .orElseThrow(() -> new IllegalStateException(peer.name() + " printed: " + printed));
            long accepting = System.nanoTime();
            process.onExit().join();
            return new Start(main.value(), millis(accepting - start));
        }
    }

    private void add(Peer peer, Start start, String mainMeasure, String processMeasure) {
        into.add(new Sample(peer.name(), mainMeasure, start.main()));
        into.add(new Sample(peer.name(), processMeasure, start.process()));
    }

    private Path archive(Peer peer) {
        return folder.resolve(peer.name() + ".jsa");
    }

    private static String millis(long nanos) {
        return String.valueOf(nanos / 1e6);
    }

    /**
     * One start, in milliseconds until connections are accepted.
     *
     * @param main from the first line of main
     * @param process from the command, as the starting program sees it
     */
    private record Start(String main, String process) {}
}
