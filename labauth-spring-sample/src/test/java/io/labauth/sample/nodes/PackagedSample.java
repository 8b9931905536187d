package io.labauth.sample.nodes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The sample as it is packaged, unpacked once and with its classes in an archive, so that a node starts in half the time. */
final class PackagedSample {
    private static final Path DIRECTORY = Server.TARGET.resolve("sample");
    private static final Path LOG = DIRECTORY.resolve("prepare.log");
    private static final Path CLASSES = DIRECTORY.resolve("classes.jsa");

    private PackagedSample() {}

    /** Makes it anew. */
    static void prepare() {
        Path jar = jar();
        Server.run(
                LOG,
                List.of(
                        java(),
                        "-Djarmode=tools",
                        "-jar",
                        jar.toString(),
                        "extract",
                        "--force",
                        "--destination",
                        unpacked().toString()));
        Server.run(
                LOG,
                command(
                        "-XX:ArchiveClassesAtExit=" + CLASSES,
                        "-Dspring.context.exit=onRefresh",
                        "-Dserver.port=0",
                        "-DACCESS_KEYID="));
    }

    /** How a node is started. */
    static List<String> command() {
        return command("-XX:SharedArchiveFile=" + CLASSES);
    }

    private static List<String> command(String... options) {
        List<String> command = new ArrayList<>(
                List.of(java(), "-Xmx256m", "-XX:TieredStopAtLevel=1", "-Xlog:cds=off", "-Xlog:cds+dynamic=off"));
        command.addAll(List.of(options));
        command.addAll(List.of("-jar", unpacked().resolve(jar().getFileName()).toString()));
        return command;
    }

    private static Path unpacked() {
        return DIRECTORY.resolve("unpacked");
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static Path jar() {
        try (Stream<Path> files = Files.list(Path.of("target"))) {
            return files.filter(file -> file.getFileName().toString().matches("labauth-spring-sample-.*\\.jar"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("The sample is not packaged; run mvn verify -Pacceptance"))
                    .toAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
