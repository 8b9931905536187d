package io.labauth.benchmarks;

import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** API keys as applications keep them that write their own filter: one row for each, in a map or in a table. */
interface KeyRows {
    /** A row, or null where there is none of this id. */
    @Nullable
    Row find(String id);

    /**
     * A key.
     *
     * @param id by which it is found
     * @param owner for whom it acts
     * @param hash what its secret is compared with, if that is not the id
     */
    record Row(String id, String owner, String hash) {}

    static KeyRows inMemory(Iterable<Row> rows) {
        Map<String, Row> byId = new HashMap<>();
        rows.forEach(row -> byId.put(row.id(), row));
        return byId::get;
    }

    static KeyRows inTable(DataSource database, Iterable<Row> rows) {
        JdbcTemplate jdbc = new JdbcTemplate(database);
        jdbc.execute("CREATE TABLE peer_key (id VARCHAR(100) PRIMARY KEY, owner VARCHAR(100), hash VARCHAR(100))");
        rows.forEach(row -> jdbc.update(
                "INSERT INTO peer_key (id, owner, hash) VALUES (?, ?, ?)", row.id(), row.owner(), row.hash()));
        return id -> jdbc
                .query(
                        "SELECT owner, hash FROM peer_key WHERE id = ?",
                        (row, number) -> new Row(id, row.getString(1), row.getString(2)),
                        id)
                .stream()
                .findFirst()
                .orElse(null);
    }
}
