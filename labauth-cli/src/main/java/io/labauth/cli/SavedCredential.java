package io.labauth.cli;

import io.labauth.Secret;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a sign-in gave, kept under a name.
 *
 * @param name the name that the person uses for it
 * @param service which kind of service it is for
 * @param address the service's address
 * @param person who it stands for, as the service says; may be empty
 * @param saved when it was saved
 * @param settings what else is needed to use it, without secrets
 * @param secrets the credential itself, and what is secret beside it
 */
record SavedCredential(
        String name,
        Service service,
        String address,
        String person,
        Instant saved,
        Map<String, String> settings,
        Map<String, Secret> secrets) {
    SavedCredential {
        checkName(name);
        settings = Map.copyOf(settings);
        secrets = Map.copyOf(secrets);
    }

    /** Refuses what cannot be a name. */
    static void checkName(String name) {
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,63}")) {
            throw new IllegalArgumentException(
                    "A credential's name is 1 to 64 letters, digits, dots, hyphens and underscores.");
        }
    }

    Optional<String> setting(String key) {
        return Optional.ofNullable(settings.get(key));
    }

    Optional<Secret> secret(String key) {
        return Optional.ofNullable(secrets.get(key));
    }

    /** For a credential that cannot be used without. */
    Secret requireSecret(String key) {
        return secret(key)
                .orElseThrow(() -> new IllegalStateException(
                        "The saved credential " + name + " is not complete: sign in again with --save " + name + "."));
    }

    SavedCredential withSecret(String key, Secret value) {
        Map<String, Secret> changed = new LinkedHashMap<>(secrets);
        changed.put(key, value);
        return new SavedCredential(name, service, address, person, saved, settings, changed);
    }

    /** Whether this takes the other one's place: the tokens of a Tiled server are in one file, whoever has signed in last. */
    boolean ends(SavedCredential other) {
        return isTiledSession() && other.isTiledSession() && address.equals(other.address);
    }

    private boolean isTiledSession() {
        return service == Service.TILED && secrets.isEmpty();
    }

    /** What may be shown. */
    Map<String, Object> shown() {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("name", name);
        shown.put("service", service.id());
        shown.put("address", address);
        shown.put("person", person);
        shown.put("saved", saved.toString());
        return shown;
    }
}
