package io.labauth.spring;

import io.labauth.Secret;
import io.labauth.web.SealingKeys;
import java.util.List;

/** Reads the sealing keys from the settings, or says how to set them. */
final class ConfiguredSealingKeys {
    private static final String PROPERTY = "labauth.web.sealing-keys";

    private ConfiguredSealingKeys() {}

    static SealingKeys of(List<Secret> keys) {
        if (keys.isEmpty()) {
            throw wrong("is missing: what seals sign-ins that are under way, the same on all nodes.");
        }
        try {
            return SealingKeys.of(keys);
        } catch (IllegalArgumentException e) {
            throw wrong("cannot be used. " + e.getMessage());
        }
    }

    private static LabAuthPropertyException wrong(String problem) {
        return new LabAuthPropertyException(
                "The property " + PROPERTY + " " + problem,
                "Make a key with: " + SealingKeys.COMMAND + System.lineSeparator() + "Set it as " + PROPERTY
                        + ", or as LABAUTH_WEB_SEALING_KEYS in the environment. Several are separated by commas: the first seals, all"
                        + " open.");
    }
}
