package io.labauth.tiled;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads durations as Tiled's own command line does: seconds, or {@code 3y 3d 1h 5m 30s}. */
final class Durations {
    private static final Pattern SECONDS = Pattern.compile("\\d{1,12}");
    /** Possessive, so that many blanks are looked at once, and not in each way to share them out. */
    private static final Pattern UNITS =
            Pattern.compile("(?:(\\d{1,9})y)?+\\s*+(?:(\\d{1,9})d)?+\\s*+(?:(\\d{1,9})h)?+\\s*+"
                    + "(?:(\\d{1,9})m)?+\\s*+(?:(\\d{1,9})s)?+");

    private static final long[] SECONDS_OF = {365 * 86_400L, 86_400, 3600, 60, 1};

    private Durations() {}

    /** A year has 365 days, {@code m} are minutes; the units come in this order, each at most once. */
    static Duration parse(String text) {
        String stripped = text.strip();
        if (SECONDS.matcher(stripped).matches()) {
            return Duration.ofSeconds(Long.parseLong(stripped));
        }
        Matcher units = UNITS.matcher(stripped);
        if (stripped.isEmpty() || !units.matches()) {
            throw new IllegalArgumentException(
                    "A duration is a number of seconds, or looks like 3y 3d 1h 5m 30s, where m are minutes.");
        }
        long seconds = 0;
        for (int i = 0; i < SECONDS_OF.length; i++) {
            String number = units.group(i + 1);
            seconds += number == null ? 0 : Long.parseLong(number) * SECONDS_OF[i];
        }
        return Duration.ofSeconds(seconds);
    }
}
