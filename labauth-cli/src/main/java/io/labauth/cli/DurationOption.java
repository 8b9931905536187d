package io.labauth.cli;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a time such as {@code 90}, {@code 90s}, {@code 5m} or {@code 1h30m}. */
final class DurationOption implements ITypeConverter<Duration> {
    private static final Pattern FORM = Pattern.compile("(?:(\\d{1,4})h)?(?:(\\d{1,6})m)?(?:(\\d{1,8})s?)?");

    @Override
    public Duration convert(String text) {
        Matcher units = FORM.matcher(text.strip());
        if (!units.matches() || text.isBlank()) {
            throw unreadable();
        }
        Duration time = Duration.ofHours(number(units.group(1)))
                .plusMinutes(number(units.group(2)))
                .plusSeconds(number(units.group(3)));
        if (time.isZero()) {
            throw unreadable();
        }
        return time;
    }

    private static long number(String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }

    private static TypeConversionException unreadable() {
        return new TypeConversionException("write a time as 90s, 5m or 1h30m");
    }
}
