package io.labauth.cli;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The kinds of services that credentials are saved for. */
enum Service {
    LABARCHIVES("LabArchives"),
    TILED("Tiled"),
    OAUTH("OAuth"),
    LABKEY("LabKey"),
    ASH("Ash"),
    ASHR("Ashr Labs"),
    APPLICATION("An application");

    private final String title;

    Service(String title) {
        this.title = title;
    }

    /** As it is written on the command line. */
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** As people write it. */
    String title() {
        return title;
    }

    /** Whether {@code labauth keys} knows it. */
    boolean issuesKeys() {
        return this != LABARCHIVES && this != OAUTH;
    }

    static Optional<Service> of(String id) {
        return Arrays.stream(values()).filter(each -> each.id().equals(id)).findFirst();
    }
}
