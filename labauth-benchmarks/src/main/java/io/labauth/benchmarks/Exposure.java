package io.labauth.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** What a listener leaves open to others: its address, and the JVM that it holds. */
final class Exposure {
    private static final String LISTENING = "0A";
    private static final int END_SECONDS = 3;

    private Exposure() {}

    /** By the kernel's table, so that nothing has to be sent over a network. */
    static String address(Peer peer) throws IOException {
        String port =
                String.format(Locale.ROOT, ":%04X", peer.open().callback("c0de").port());
        return Stream.of("/proc/self/net/tcp", "/proc/self/net/tcp6")
                .flatMap(table -> lines(Path.of(table)).stream())
                .map(line -> line.strip().split("\\s+"))
                .filter(fields -> fields[1].endsWith(port) && fields[3].equals(LISTENING))
                .map(fields -> fields[1].matches("0+:.*") ? "**all interfaces**" : "loopback")
                .findFirst()
                .orElse("–");
    }

    static String end(Peer peer) throws IOException {
        Process process = MeasuringJvm.start(List.of("-cp", MeasuringJvm.classPath()), Cold.class, peer.name(), false);
        try {
            return process.waitFor(END_SECONDS, TimeUnit.SECONDS) ? "yes" : "**no**";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "–";
        } finally {
            process.destroyForcibly();
        }
    }

    private static List<String> lines(Path table) {
        try {
            return Files.readAllLines(table);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
