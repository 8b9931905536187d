package io.labauth.sample;

import java.util.List;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** For many nodes: in the table of schema.sql, so that each node knows what a sign-in on another has left. */
final class TableNotebookNames implements NotebookNames {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<List<String>> STRINGS = new TypeReference<>() {};

    private final JdbcClient database;

    TableNotebookNames(JdbcClient database) {
        this.database = database;
    }

    @Override
    public void remember(String owner, List<String> theirs) {
        String names = JSON.writeValueAsString(theirs);
        if (update(owner, names)) {
            return;
        }
        try {
            database.sql("INSERT INTO sample_notebooks (names, owner) VALUES (?, ?)")
                    .params(names, owner)
                    .update();
        } catch (DuplicateKeyException e) {
            // The same person has just signed in on another node.
            update(owner, names);
        }
    }

    @Override
    public List<String> of(String owner) {
        return database.sql("SELECT names FROM sample_notebooks WHERE owner = ?")
                .param(owner)
                .query(String.class)
                .optional()
                .map(names -> JSON.readValue(names, STRINGS))
                .orElse(List.of());
    }

    private boolean update(String owner, String names) {
        return database.sql("UPDATE sample_notebooks SET names = ? WHERE owner = ?")
                        .params(names, owner)
                        .update()
                == 1;
    }
}
