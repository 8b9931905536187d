package io.labauth.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

/** The same of both kinds; PostgreSQL's turn comes in KeysOnNodesIT. */
class NotebookNamesTest {
    static List<NotebookNames> kinds() {
        JdbcDataSource database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        new ResourceDatabasePopulator(new ClassPathResource("schema.sql")).execute(database);
        return List.of(new MemoryNotebookNames(), new TableNotebookNames(JdbcClient.create(database)));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void names_areThoseOfTheLastSignIn(NotebookNames names) {
        names.remember("mara", List.of("Optics", "Old"));
        names.remember("mara", List.of("Optics", "Zeilen\nund \"Zeichen\" ✓"));

        assertThat(names.of("mara")).containsExactly("Optics", "Zeilen\nund \"Zeichen\" ✓");
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void names_ofSomebodyWithoutNotebooksOrNeverSeen_areNone(NotebookNames names) {
        names.remember("mara", List.of("Optics"));
        names.remember("tomas", List.of());

        assertThat(names.of("tomas")).isEmpty();
        assertThat(names.of("ada")).isEmpty();
    }
}
