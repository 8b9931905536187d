package io.labauth.cli;

import io.labauth.ash.Ash;
import io.labauth.ashrlabs.AshrLabs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The keys of Tiled, LabKey, Ash and Ashr Labs: what is set, and what is known to go wrong with it.
 *
 * @param invocation where the keys are
 */
record KeyChecks(Invocation invocation) {
    private static final Pattern TILED_KEY = Pattern.compile("\\p{XDigit}{72}");
    private static final Pattern LETTERS_AND_DIGITS = Pattern.compile("[A-Za-z0-9]+");

    List<Check> all() {
        List<Check> checks = new ArrayList<>();
        tiled().ifPresent(checks::add);
        tiledFiles(checks);
        labKey(checks);
        FileCheck.of("Ash configuration", invocation.home().resolve(Path.of(".ash", "config.json")))
                .ifPresent(checks::add);
        ash().ifPresent(checks::add);
        ashr().ifPresent(checks::add);
        return checks;
    }

    private Optional<Check> tiled() {
        return invocation.variable("TILED_API_KEY").map(key -> {
            String subject = "Tiled key";
            if (!LETTERS_AND_DIGITS.matcher(key).matches()) {
                return Check.problem(
                        subject,
                        "TILED_API_KEY has characters that are in no key of Tiled's.",
                        "Copy the key alone, without quotation marks, Bearer or Apikey.");
            }
            return TILED_KEY.matcher(key).matches()
                    ? Check.note(
                            subject,
                            "TILED_API_KEY is set, and is used in place of the session of labauth login tiled.",
                            "Unset it to work as the person who signed in.")
                    : Check.note(
                            subject,
                            "TILED_API_KEY is the key of a single-user server.",
                            "For a server with users make one of 72 characters: labauth keys create --service tiled");
        });
    }

    /** The tokens of sign-ins, and the profiles that have a key. */
    private void tiledFiles(List<Check> checks) {
        Path config = invocation
                .variable("XDG_CONFIG_HOME")
                .map(Path::of)
                .orElseGet(() -> invocation.home().resolve(".config"));
        for (Path tokens : files(config.resolve(Path.of("labauth", "tiled")), "*.json")) {
            FileCheck.of("Tiled tokens", tokens).ifPresent(checks::add);
        }
        Path profiles = invocation
                .variable("TILED_PROFILES")
                .map(Path::of)
                .orElseGet(() -> config.resolve(Path.of("tiled", "profiles")));
        for (Path profile : files(profiles, "*.{yml,yaml}")) {
            if (holds(profile, "api_key")) {
                FileCheck.of("Tiled profile", profile).ifPresent(checks::add);
            }
        }
    }

    private static List<Path> files(Path folder, String names) {
        List<Path> found = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, names)) {
                files.forEach(found::add);
            } catch (IOException e) {
                return List.of();
            }
        }
        found.sort(null);
        return found;
    }

    private void labKey(List<Check> checks) {
        Stream<Path> places = invocation
                .variable("NETRC")
                .map(file -> Stream.of(Path.of(file)))
                .orElseGet(() -> Stream.of(".netrc", "_netrc").map(invocation.home()::resolve));
        places.filter(Files::exists).findFirst().ifPresent(netrc -> {
            FileCheck.of("LabKey netrc", netrc).ifPresent(checks::add);
            if (holds(netrc, "apikey|")) {
                checks.add(Check.problem(
                        "LabKey key",
                        netrc + " has a key that begins with apikey|, the form of old servers.",
                        "Make a new key in LabKey (your name, API Keys); it is 64 hexadecimal digits."));
            }
        });
    }

    private Optional<Check> ash() {
        if (invocation.variable("ASH_API_KEY").isEmpty()
                && invocation.variable("ASH_SERVER_URL").isEmpty()) {
            return Optional.empty();
        }
        try {
            Ash ash = Ash.builder(invocation.environment(), invocation.home()).build();
            return Optional.of(Check.ok("Ash key", ash + "; the environment goes before ~/.ash/config.json."));
        } catch (IllegalArgumentException | IllegalStateException e) {
            return Optional.of(Check.failed("Ash key", e));
        }
    }

    private Optional<Check> ashr() {
        return invocation.variable("ASHR_LABS_API_KEY").map(key -> {
            try {
                AshrLabs ashr = AshrLabs.builder(invocation.environment()).build();
                return Check.ok("Ashr Labs key", ashr + ".");
            } catch (IllegalArgumentException | IllegalStateException e) {
                return Check.failed("Ashr Labs key", e);
            }
        });
    }

    private static boolean holds(Path file, String text) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1).contains(text);
        } catch (IOException e) {
            return false;
        }
    }
}
