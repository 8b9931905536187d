package io.labauth.cli;

import io.labauth.http.JsonText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Ansi.Text;
import picocli.CommandLine.Help.ColorScheme;
import picocli.CommandLine.Help.Column;
import picocli.CommandLine.Help.Column.Overflow;
import picocli.CommandLine.Help.TextTable;

/** Prints data: as JSON, or for people to read. */
final class Printer {
    private static final int GAP = 2;

    private final Console console;
    private final ColorScheme colours;

    Printer(Console console) {
        this.console = console;
        this.colours = Help.defaultColorScheme(console.isColoured() ? Ansi.ON : Ansi.OFF);
    }

    /** Without what a service says, unless that has been made {@link Printable}. */
    void line(String text) {
        console.out().println(text);
    }

    void json(Map<String, ?> object) {
        console.out().println(Printable.json(JsonText.of(object)));
    }

    String bold(String text) {
        return styled("bold", text);
    }

    /** In one of picocli's styles, for instance {@code fg(red)}; as it is where nobody looks. */
    String styled(String style, String text) {
        String shown = Printable.of(text);
        return shown.isEmpty()
                ? shown
                : colours.apply(shown, List.of(Ansi.Style.parse(style))).toString();
    }

    /** As wide as its content; a first row of titles. */
    void table(List<String> titles, List<List<String>> rows) {
        List<List<String>> all = new ArrayList<>(List.of(titles));
        all.addAll(rows);
        Column[] columns = new Column[titles.size()];
        for (int i = 0; i < columns.length; i++) {
            int column = i;
            int width =
                    all.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
            columns[i] = new Column(width + (i == 0 ? 0 : GAP), i == 0 ? 0 : GAP, Overflow.SPAN);
        }
        TextTable table = TextTable.forColumns(colours, columns);
        table.addRowValues(titles.stream().map(this::title).toArray(Text[]::new));
        rows.forEach(row -> table.addRowValues(row.stream().map(this::plain).toArray(Text[]::new)));
        String text = table.toString();
        Arrays.stream(text.split("\n", -1))
                .map(String::stripTrailing)
                .filter(row -> !row.isEmpty())
                .forEach(this::line);
    }

    private Text title(String text) {
        return colours.apply(text, List.of(Ansi.Style.bold));
    }

    /** Not read as picocli's own mark-up: what a service says is data. */
    private Text plain(String text) {
        return colours.apply(Printable.of(text), List.of());
    }
}
