package io.labauth.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Google's listener as a program: as it is, and as fast as it can start, with the options of labauth's launcher and an archive of its own. */
final class GoogleStart {
    private static final Peer GOOGLE = new GooglePeer();
    private static final List<String> OPTIONS = List.of(
            "-Xshare:auto", "-Xlog:cds=off", "-Xlog:cds+dynamic=off", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    private final Path archive;
    private final String classPath;

    /** Makes the archive, in that folder. */
    GoogleStart(Path folder) throws IOException {
        Files.createDirectories(folder);
        this.archive = folder.resolve("google.jsa");
        this.classPath = NeededJars.classPath(GOOGLE, folder);
        MeasuringJvm.java(fast("-XX:ArchiveClassesAtExit=")).onExit().join();
    }

    /** Milliseconds until it listens. */
    double plain() throws IOException {
        return untilItListens(program(new ArrayList<>()));
    }

    /** The same with everything that makes a start fast. */
    double fast() throws IOException {
        return untilItListens(fast("-XX:SharedArchiveFile="));
    }

    private static double untilItListens(List<String> arguments) throws IOException {
        long start = System.nanoTime();
        Process process = MeasuringJvm.java(arguments);
        String printed = process.inputReader().readLine();
        double millis = (System.nanoTime() - start) / 1e6;
        process.onExit().join();
        if (Sample.parse(printed).isEmpty()) {
            throw new IOException(GOOGLE.name() + " printed: " + printed);
        }
        return millis;
    }

    private List<String> fast(String use) {
        List<String> options = new ArrayList<>(OPTIONS);
        options.add(use + archive);
        return program(options);
    }

    private List<String> program(List<String> options) {
        options.addAll(List.of(
                "-Dslf4j.internal.verbosity=ERROR", "-cp", classPath, Cold.class.getName(), GOOGLE.name(), "true"));
        return options;
    }
}
