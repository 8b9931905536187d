package io.labauth.cli;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.OptionSpec;

/** Which options of {@code labauth login} a kind of sign-in takes; any other would be without effect, and nobody would notice. */
enum LoginFit {
    LABARCHIVES("LabArchives", "LabArchives"),
    TOKEN("LabArchives", "a token of LabArchives"),
    TILED("Tiled", "Tiled"),
    OAUTH("OAuth servers", "OAuth servers"),
    DEVICE("OAuth servers", "a sign-in on another device"),
    KEY("keys that exist", "keys that exist");

    private static final Map<String, Set<LoginFit>> TAKEN_BY = Map.ofEntries(
            Map.entry("--port", EnumSet.of(LABARCHIVES, OAUTH)),
            Map.entry("--callback-base-uri", EnumSet.of(LABARCHIVES, OAUTH)),
            Map.entry("--qr", EnumSet.of(LABARCHIVES, OAUTH)),
            Map.entry("--no-browser", EnumSet.of(LABARCHIVES, OAUTH, TILED)),
            Map.entry("--isolated", EnumSet.of(LABARCHIVES, OAUTH, TILED)),
            Map.entry("--timeout", EnumSet.of(LABARCHIVES, OAUTH, DEVICE, TILED)),
            Map.entry("--device", EnumSet.of(DEVICE, TILED)),
            Map.entry("--email", EnumSet.of(TOKEN)),
            Map.entry("--token-stdin", EnumSet.of(TOKEN, KEY)),
            Map.entry("--key", EnumSet.of(KEY)),
            Map.entry("--provider", EnumSet.of(TILED)),
            Map.entry("--username", EnumSet.of(TILED)),
            Map.entry("--password-stdin", EnumSet.of(TILED)),
            Map.entry("--client-id", EnumSet.of(OAUTH, DEVICE)),
            Map.entry("--client-secret-stdin", EnumSet.of(OAUTH, DEVICE)),
            Map.entry("--scope", EnumSet.of(OAUTH, DEVICE)),
            Map.entry("--keep-application-secret", EnumSet.of(LABARCHIVES, TOKEN, OAUTH, DEVICE)));

    private final String title;
    private final String kind;

    LoginFit(String title, String kind) {
        this.title = title;
        this.kind = kind;
    }

    /** Refuses the first option that is for others. */
    void require(List<OptionSpec> given) {
        for (OptionSpec option : given) {
            Set<LoginFit> takers = TAKEN_BY.getOrDefault(option.longestName(), EnumSet.allOf(LoginFit.class));
            if (!takers.contains(this)) {
                throw new IllegalArgumentException(option.longestName() + " is for "
                        + takers.stream().map(taker -> taker.title).distinct().collect(Collectors.joining(" and "))
                        + ", not for "
                        + kind + ": leave it out.");
            }
        }
    }
}
