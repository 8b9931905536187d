package io.labauth.benchmarks;

import java.util.ArrayList;
import java.util.List;

/** A table in Markdown. */
public final class Table {
    private final List<String> lines = new ArrayList<>();

    public Table(String... header) {
        lines.add(line(List.of(header)));
        lines.add("|" + "---|".repeat(header.length));
    }

    public Table row(List<String> cells) {
        lines.add(line(cells));
        return this;
    }

    @Override
    public String toString() {
        return String.join("\n", lines) + "\n";
    }

    private static String line(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |";
    }
}
