package io.labauth.sample.notebooks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** A notebook as a file. */
record Notebook(JsonNode json) {
    static Notebook read(Path file) throws IOException {
        return new Notebook(new ObjectMapper().readTree(Files.readString(file)));
    }

    /** The source of each cell that has code. */
    List<String> code() {
        return cells().stream().map(cell -> text(cell.path("source"))).toList();
    }

    /** All that the code's cells show, as text. */
    String shown() {
        return cells().stream()
                .flatMap(cell -> stream(cell.path("outputs")).stream())
                .map(output ->
                        text(output.path("text")) + text(output.path("data").path("text/plain")))
                .collect(Collectors.joining("\n"));
    }

    boolean hasOutputs() {
        return cells().stream().anyMatch(cell -> !cell.path("outputs").isEmpty());
    }

    private List<JsonNode> cells() {
        return stream(json.path("cells")).stream()
                .filter(cell -> cell.path("cell_type").asString("").equals("code"))
                .toList();
    }

    private static String text(JsonNode lines) {
        return stream(lines).stream().map(JsonNode::asString).collect(Collectors.joining());
    }

    private static List<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }
}
