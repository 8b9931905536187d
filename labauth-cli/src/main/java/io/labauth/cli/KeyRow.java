package io.labauth.cli;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a service shows of an API key, never the key. Where a service does not know of something, it is null.
 *
 * @param id by which the service revokes it; empty where the service does not say it, as LabKey of a new key
 * @param firstCharacters of the key; empty where the service does not show them
 * @param note what it is for
 * @param created when it was made
 * @param expires when it ends; null if never, or the service has no such thing
 * @param latestActivity when it was last used
 * @param scopes what it may do
 */
record KeyRow(
        String id,
        String firstCharacters,
        String note,
        @Nullable Instant created,
        @Nullable Instant expires,
        @Nullable Instant latestActivity,
        List<String> scopes) {
    static final List<String> TITLES = List.of("KEY", "NOTE", "EXPIRES (UTC)", "LATEST ACTIVITY (UTC)", "SCOPES");

    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneOffset.UTC);

    List<String> row() {
        return List.of(shownName(), note, text(expires, "never"), text(latestActivity, "-"), String.join(" ", scopes));
    }

    /** What the person writes to revoke it. */
    String shownName() {
        return firstCharacters.isEmpty() ? id : firstCharacters;
    }

    Map<String, Object> shown() {
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        if (!id.isEmpty()) {
            shown.put("id", id);
        }
        shown.put("firstCharacters", firstCharacters);
        shown.put("note", note);
        shown.put("created", json(created));
        shown.put("expires", json(expires));
        shown.put("latestActivity", json(latestActivity));
        shown.put("scopes", scopes);
        return shown;
    }

    private static String text(@Nullable Instant time, String otherwise) {
        return time == null ? otherwise : UTC.format(time);
    }

    private static @Nullable String json(@Nullable Instant time) {
        return Optional.ofNullable(time).map(Instant::toString).orElse(null);
    }
}
