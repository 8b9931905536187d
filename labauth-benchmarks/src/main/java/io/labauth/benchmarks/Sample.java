package io.labauth.benchmarks;

import java.util.Locale;
import java.util.Optional;

/**
 * One thing that was measured or seen. A measuring JVM prints it, the one that started it reads it back.
 *
 * @param peer at whom
 * @param measure what
 * @param value a number, or a few words
 */
public record Sample(String peer, String measure, String value) {
    private static final String MARK = "sample";

    /** Prints a duration in milliseconds. */
    static void printMillis(Peer peer, String measure, long nanos) {
        print(peer, measure, String.format(Locale.ROOT, "%.4f", nanos / 1e6));
    }

    static void print(Peer peer, String measure, Object value) {
        print(peer.name(), measure, value);
    }

    public static void print(String peer, String measure, Object value) {
        System.out.println(String.join("\t", MARK, peer, measure, value.toString()));
    }

    static Optional<Sample> parse(String line) {
        String[] parts = line.split("\t", 4);
        return parts.length == 4 && parts[0].equals(MARK)
                ? Optional.of(new Sample(parts[1], parts[2], parts[3]))
                : Optional.empty();
    }
}
