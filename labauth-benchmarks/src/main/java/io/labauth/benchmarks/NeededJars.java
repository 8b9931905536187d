package io.labauth.benchmarks;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The jars that a peer loads classes from, and no others; folders are packed, since a class-data archive takes jars only. */
final class NeededJars {
    private static final String SOURCE = " source: file:";

    private NeededJars() {}

    static String classPath(Peer peer, Path folder) throws IOException {
        Path log = folder.resolve(peer.name() + ".classes");
        List<String> options =
                List.of("-Xlog:class+load:file=" + log + "::filecount=0", "-cp", MeasuringJvm.plainClassPath());
        MeasuringJvm.start(options, Cold.class, peer.name(), true).onExit().join();
        List<String> sources = sources(log);
        return Arrays.stream(MeasuringJvm.plainClassPath().split(File.pathSeparator))
                .filter(entry -> sources.contains(Path.of(entry).toString()))
                .map(entry -> jar(Path.of(entry), folder))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static List<String> sources(Path log) throws IOException {
        try (Stream<String> lines = Files.lines(log)) {
            return lines.filter(line -> line.contains(SOURCE))
                    .map(line -> line.substring(line.indexOf(SOURCE) + SOURCE.length()))
                    .map(source -> Path.of(source.strip()).toString())
                    .distinct()
                    .toList();
        }
    }

    private static String jar(Path entry, Path folder) {
        try {
            return Files.isDirectory(entry) ? packed(entry, folder) : entry.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String packed(Path classes, Path folder) throws IOException {
        Path jar = Files.createTempFile(folder, "classes", ".jar");
        try (JarOutputStream output = new JarOutputStream(Files.newOutputStream(jar));
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                output.putNextEntry(new JarEntry(classes.relativize(file).toString()));
                Files.copy(file, output);
            }
        }
        return jar.toString();
    }
}
