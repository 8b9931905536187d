package io.labauth.spring;

import io.labauth.Secret;
import io.labauth.apikeys.Peppers;
import java.util.List;

/** Reads the peppers from the settings, or says how to set them. */
final class ApiKeyPeppers {
    private static final String PROPERTY = "labauth.api-keys.peppers";

    private ApiKeyPeppers() {}

    static Peppers of(List<Secret> peppers, boolean madeUpIfMissing) {
        if (peppers.isEmpty() && madeUpIfMissing) {
            return Peppers.generate();
        }
        if (peppers.isEmpty()) {
            throw wrong("is missing: the secret without which stored API keys tell nothing, the same on all nodes.");
        }
        try {
            return Peppers.of(peppers);
        } catch (IllegalArgumentException e) {
            throw wrong("cannot be used. " + e.getMessage());
        }
    }

    private static LabAuthPropertyException wrong(String problem) {
        return new LabAuthPropertyException(
                "The property " + PROPERTY + " " + problem,
                "Make a pepper with: " + Peppers.COMMAND + System.lineSeparator() + "Set it as " + PROPERTY
                        + ", or as LABAUTH_API_KEYS_PEPPERS in the environment, and keep it apart from the database. Several are"
                        + " separated by commas: the first is for new keys, all verify.");
    }
}
