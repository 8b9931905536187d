package io.labauth.cli;

import io.labauth.AuthorizationException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * A saved key of an application that issues keys by labauth.
 *
 * @param saved the key
 */
record ApplicationAccount(SavedCredential saved) implements Account {
    static final String KEY = "key";

    ApplicationKeyService client() {
        return new ApplicationKeyService(URI.create(saved.address()), saved.requireSecret(KEY));
    }

    /** Proves the key; who may not list keys is known all the same. */
    @Override
    public Optional<String> whoAmI() {
        try {
            client().list();
        } catch (AuthorizationException e) {
            // It was accepted, and that was the question.
        }
        return Optional.of("");
    }

    @Override
    public String end() {
        return "The key itself lives on: revoke it with labauth keys revoke.";
    }

    @Override
    public Map<String, String> variables() {
        return Map.of("LABAUTH_API_KEY", saved.requireSecret(KEY).reveal());
    }
}
