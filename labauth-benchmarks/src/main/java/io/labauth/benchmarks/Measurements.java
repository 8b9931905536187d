package io.labauth.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All samples of a run, by measure and peer. */
public final class Measurements {
    private final Map<String, Map<String, List<String>>> values = new LinkedHashMap<>();

    public void add(Sample sample) {
        values.computeIfAbsent(sample.measure(), measure -> new LinkedHashMap<>())
                .computeIfAbsent(sample.peer(), peer -> new ArrayList<>())
                .add(sample.value());
    }

    /** What was seen last, for what is seen once. */
    public String text(String measure, String peer) {
        List<String> seen = seen(measure, peer);
        return seen.isEmpty() ? "–" : seen.get(seen.size() - 1);
    }

    public Distribution distribution(String measure, String peer) {
        return new Distribution(
                seen(measure, peer).stream().map(Double::valueOf).sorted().toList());
    }

    private List<String> seen(String measure, String peer) {
        return values.getOrDefault(measure, Map.of()).getOrDefault(peer, List.of());
    }
}
