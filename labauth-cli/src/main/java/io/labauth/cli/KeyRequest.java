package io.labauth.cli;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a new key shall be. */
final class KeyRequest {
    private static final Pattern TIME = Pattern.compile("(\\d{1,9})([smhdwy])");

    @Option(
            names = "--expires-in",
            paramLabel = "TIME",
            converter = ExpiryOption.class,
            description =
                    "Tiled and applications: end it after 10m, 3d or 1y (m are minutes). Without it Tiled's keys do not end;"
                            + " an application must be told, and takes never too.")
    private @Nullable String expiresIn;

    @Option(
            names = "--scope",
            paramLabel = "SCOPE",
            description =
                    "Tiled and applications: let it do this alone, for instance read:metadata. Repeatable; without it, all"
                            + " that its owner may.")
    private List<String> scopes = List.of();

    @Option(names = "--note", paramLabel = "TEXT", description = "What it is for, as the list shows it.")
    private String note = "";

    @Nullable
    String expiresIn() {
        return expiresIn;
    }

    List<String> scopes() {
        return scopes;
    }

    String note() {
        return note;
    }

    /** The time as ISO 8601 has it; {@code never} too. */
    String isoDuration() {
        if ("never".equals(expiresIn)) {
            return "never";
        }
        Matcher time = TIME.matcher(expiresIn == null ? "" : expiresIn);
        if (!time.matches()) {
            throw new IllegalArgumentException("An application wants to know when a key shall end:"
                    + " write --expires-in 30d, or 12h, or 10m, or never.");
        }
        long number = Long.parseLong(time.group(1));
        return switch (time.group(2)) {
            case "y" -> "P" + number * 365 + "D";
            case "w" -> "P" + number * 7 + "D";
            case "d" -> "P" + number + "D";
            default -> "PT" + number + time.group(2).toUpperCase(Locale.ROOT);
        };
    }

    /** For a service that knows neither times nor scopes. */
    KeyRequest noteOnly(Service service) {
        if (expiresIn != null || !scopes.isEmpty()) {
            throw new IllegalArgumentException(
                    service.title() + " lets nobody choose a key's end or scopes: leave --expires-in and --scope out.");
        }
        return this;
    }
}
