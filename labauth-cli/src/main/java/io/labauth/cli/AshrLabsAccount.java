package io.labauth.cli;

import io.labauth.ashrlabs.AshrLabs;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * A saved key of Ashr Labs.
 *
 * @param saved the key
 */
record AshrLabsAccount(SavedCredential saved) implements Account {
    static final String KEY = "key";

    AshrLabs client() {
        return AshrLabs.builder(saved.requireSecret(KEY))
                .baseUrl(URI.create(saved.address()))
                .build();
    }

    /** Proves the key; Ashr Labs does not say whose it is. */
    @Override
    public Optional<String> whoAmI() {
        client().keys(false);
        return Optional.of("");
    }

    @Override
    public String end() {
        return "The key itself lives on: revoke it with labauth keys revoke.";
    }

    @Override
    public Map<String, String> variables() {
        return Map.of("ASHR_LABS_API_KEY", saved.requireSecret(KEY).reveal(), "ASHR_LABS_BASE_URL", saved.address());
    }
}
