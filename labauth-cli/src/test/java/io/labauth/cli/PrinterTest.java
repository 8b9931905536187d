package io.labauth.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PrinterTest {
    private final Recorded recorded = new Recorded("");
    private final Printer printer = new Printer(recorded.console());

    @Test
    void table_isAsWideAsItsContent() {
        printer.table(List.of("KEY", "NOTE"), List.of(List.of("0a1b2c3d", "Plots"), List.of("1", "Night job")));

        assertThat(recorded.out()).isEqualTo("KEY       NOTE\n0a1b2c3d  Plots\n1         Night job\n");
    }

    @Test
    void table_whenACellIsEmpty_keepsItsColumns() {
        printer.table(List.of("A", "B", "C"), List.of(List.of("1", "", "3")));

        assertThat(recorded.out()).isEqualTo("A  B  C\n1     3\n");
    }

    @Test
    void table_isNotMovedByWhatAServiceSays() {
        printer.table(List.of("NOTE"), List.of(List.of("\u001B[2Jgone\nline"), List.of("@|red x|@ %s %n")));

        assertThat(recorded.out()).isEqualTo("NOTE\n?[2Jgone?line\n@|red x|@ %s %n\n");
    }

    @Test
    void bold_isNotMovedByWhatAServiceSays() {
        assertThat(printer.bold("a\u001B]0;title\u0007b")).isEqualTo("a?]0;title?b");
        assertThat(printer.bold("@|red x|@")).isEqualTo("@|red x|@");
        assertThat(printer.bold("")).isEmpty();
    }

    @Test
    void text_ofAService_turnsNothingAround() {
        String hostile = "a\u009B2Jb\u009Dc\u202Ed\u2028e\u200Bf";

        printer.table(List.of("NOTE"), List.of(List.of(hostile)));
        recorded.console().say(hostile);
        printer.json(Map.of("note", hostile));

        assertThat(recorded.out())
                .isEqualTo("NOTE\na?2Jb?c?d?e?f\n{\"note\":\"a\\u009b2Jb\\u009dc\\u202ed\\u2028e\\u200bf\"}\n");
        assertThat(recorded.err()).isEqualTo("labauth: a?2Jb?c?d?e?f\n");
    }

    @Test
    void json_isOneLine() {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("name", "a \"b\" \u001B");
        object.put("none", null);

        printer.json(object);

        assertThat(recorded.out()).isEqualTo("{\"name\":\"a \\\"b\\\" \\u001B\",\"none\":null}\n");
    }
}
