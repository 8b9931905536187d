package io.labauth.cli;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.OptionSpec;

/** Which options of {@code labauth login} a kind of sign-in takes; any other would be without effect, and nobody would notice. */
enum LoginFit {
    LABARCHIVES("LabArchives"),
    TILED("Tiled"),
    OAUTH("OAuth servers"),
    KEY("keys that exist");

    private static final Map<String, Set<LoginFit>> TAKEN_BY = Map.ofEntries(
            Map.entry("--port", EnumSet.of(LABARCHIVES, OAUTH)),
            Map.entry("--callback-base-uri", EnumSet.of(LABARCHIVES, OAUTH)),
            Map.entry("--qr", EnumSet.of(LABARCHIVES, OAUTH)),
            Map.entry("--isolated", EnumSet.of(LABARCHIVES, OAUTH, TILED)),
            Map.entry("--device", EnumSet.of(OAUTH, TILED)),
            Map.entry("--email", EnumSet.of(LABARCHIVES)),
            Map.entry("--token-stdin", EnumSet.of(LABARCHIVES, KEY)),
            Map.entry("--key", EnumSet.of(KEY)),
            Map.entry("--provider", EnumSet.of(TILED)),
            Map.entry("--username", EnumSet.of(TILED)),
            Map.entry("--password-stdin", EnumSet.of(TILED)),
            Map.entry("--client-id", EnumSet.of(OAUTH)),
            Map.entry("--client-secret-stdin", EnumSet.of(OAUTH)),
            Map.entry("--scope", EnumSet.of(OAUTH)),
            Map.entry("--keep-application-secret", EnumSet.of(LABARCHIVES, OAUTH)));

    private final String title;

    LoginFit(String title) {
        this.title = title;
    }

    /** Refuses the first option that is for others. */
    void require(List<OptionSpec> given) {
        for (OptionSpec option : given) {
            Set<LoginFit> takers = TAKEN_BY.getOrDefault(option.longestName(), EnumSet.allOf(LoginFit.class));
            if (!takers.contains(this)) {
                throw new IllegalArgumentException(option.longestName() + " is for "
                        + takers.stream().map(taker -> taker.title).collect(Collectors.joining(" and ")) + ", not for "
                        + title + ": leave it out.");
            }
        }
    }
}
