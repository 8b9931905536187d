package io.labauth.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a new key shall be. */
final class KeyRequest {
    @Option(
            names = "--expires-in",
            paramLabel = "TIME",
            description = "End it after 10m, 3d, 1y (m are minutes); otherwise as the service does it. Tiled.")
    private @Nullable String expiresIn;

    @Option(
            names = "--scope",
            paramLabel = "SCOPE",
            description =
                    "Let it do this alone, for instance read:metadata. Repeatable; otherwise all that its owner may. Tiled.")
    private List<String> scopes = List.of();

    @Option(names = "--note", paramLabel = "TEXT", description = "What it is for.")
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

    /** For a service that knows neither times nor scopes. */
    KeyRequest noteOnly(Service service) {
        if (expiresIn != null || !scopes.isEmpty()) {
            throw new IllegalArgumentException(
                    service.title() + " lets nobody choose a key's end or scopes: leave --expires-in and --scope out.");
        }
        return this;
    }
}
