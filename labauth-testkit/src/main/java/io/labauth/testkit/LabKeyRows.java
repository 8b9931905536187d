package io.labauth.testkit;

import io.labauth.testkit.LabKeyKeys.Stored;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The two queries of the schema {@code core} that show keys: of oneself, and for administrators of everybody. */
final class LabKeyRows {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy/MM/dd HH:mm:ss").withZone(ZoneOffset.UTC);
    private static final double EXTENDED = 9.1;

    private final LabKeyKeys keys;

    LabKeyRows(LabKeyKeys keys) {
        this.keys = keys;
    }

    Map<String, @Nullable Object> select(LabKeyVisitor visitor, Map<?, ?> request) {
        String query = query(request, "query.queryName");
        boolean extended = version(request) == EXTENDED;
        List<Map<String, @Nullable Object>> rows = keys.those(visible(visitor, query)).stream()
                .map(stored -> row(stored, extended))
                .toList();
        return JsonText.object(
                "schemaName",
                "core",
                "queryName",
                query,
                "formatVersion",
                version(request),
                "metaData",
                metaData(),
                "rows",
                rows,
                "rowCount",
                rows.size());
    }

    Map<String, @Nullable Object> delete(LabKeyVisitor visitor, Map<?, ?> request) {
        String query = query(request, "queryName");
        Predicate<Stored> visible = visible(visitor, query);
        List<?> asked = request.get("rows") instanceof List<?> list ? list : List.of();
        List<Map<String, @Nullable Object>> deleted = asked.stream()
                .map(LabKeyRows::rowId)
                .flatMap(Optional::stream)
                .filter(rowId -> keys.delete(rowId, visible))
                .map(rowId -> JsonText.object("RowId", rowId))
                .toList();
        return JsonText.object(
                "schemaName",
                "core",
                "queryName",
                query,
                "command",
                "delete",
                "rowsAffected",
                deleted.size(),
                "rows",
                deleted);
    }

    private static Predicate<Stored> visible(LabKeyVisitor visitor, String query) {
        return switch (query.toLowerCase(Locale.ROOT)) {
            case "userapikeys" ->
                stored -> stored.owner().id() == visitor.user().id();
            case "apikeys" -> {
                if (!visitor.user().administrator()) {
                    throw LabKeyFailure.forbidden(visitor, "User does not have permission to perform this operation.");
                }
                yield stored -> true;
            }
            default -> throw LabKeyFailure.notFound("The specified query does not exist.");
        };
    }

    private static String query(Map<?, ?> request, String name) {
        if (!"core".equals(request.get("schemaName"))) {
            throw LabKeyFailure.notFound("The specified schema does not exist.");
        }
        return String.valueOf(request.get(name));
    }

    private static double version(Map<?, ?> request) {
        return request.get("apiVersion") instanceof Number number ? number.doubleValue() : 8.3;
    }

    private static Optional<Integer> rowId(@Nullable Object row) {
        return row instanceof Map<?, ?> map && map.get("RowId") instanceof Number id
                ? Optional.of(id.intValue())
                : Optional.empty();
    }

    private static Map<String, @Nullable Object> row(Stored stored, boolean extended) {
        Map<String, @Nullable Object> row = JsonText.object(
                "RowId", stored.rowId(),
                "CreatedBy", stored.owner().id(),
                "Created", time(stored.created()),
                "Expiration", time(stored.expiration()),
                "LastUsed", time(stored.lastUsed()),
                "Description", stored.description());
        if (!extended) {
            return row;
        }
        Map<String, @Nullable Object> wrapped = new LinkedHashMap<>();
        row.forEach((name, value) -> wrapped.put(name, JsonText.object("value", value)));
        return wrapped;
    }

    private static @Nullable String time(@Nullable Instant instant) {
        return instant == null ? null : TIME.format(instant);
    }

    private static Map<String, @Nullable Object> metaData() {
        return JsonText.object(
                "id", "RowId",
                "root", "rows",
                "totalProperty", "rowCount",
                "fields",
                        List.of(
                                field("RowId", "int"),
                                field("CreatedBy", "int"),
                                field("Created", "date"),
                                field("Expiration", "date"),
                                field("LastUsed", "date"),
                                field("Description", "string")));
    }

    private static Map<String, @Nullable Object> field(String name, String type) {
        return JsonText.object("name", name, "type", type);
    }
}
