package io.labauth.cli;

import io.labauth.ash.Ash;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * A saved key of an Ash server.
 *
 * @param saved the key
 */
record AshAccount(SavedCredential saved) implements Account {
    static final String KEY = "key";

    Ash client() {
        return Ash.connect(URI.create(saved.address()), saved.requireSecret(KEY));
    }

    /** Proves the key; Ash does not say whose it is. */
    @Override
    public Optional<String> whoAmI() {
        client().proveKey();
        return Optional.of("");
    }

    @Override
    public String end() {
        return "The key itself lives on: revoke it with labauth keys revoke.";
    }

    @Override
    public Map<String, String> variables() {
        return Map.of("ASH_API_KEY", saved.requireSecret(KEY).reveal(), "ASH_SERVER_URL", saved.address());
    }
}
