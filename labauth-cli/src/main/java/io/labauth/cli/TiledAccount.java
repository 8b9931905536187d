package io.labauth.cli;

import io.labauth.tiled.Tiled;
import io.labauth.tiled.TiledPrincipal;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A session at a Tiled server, whose tokens are in a file of their own, or a saved API key.
 *
 * @param saved the server, and the key if it is one
 * @param invocation where the tokens are
 */
record TiledAccount(SavedCredential saved, Invocation invocation) implements Account {
    static final String KEY = "key";

    /** By the tokens of a sign-in, if there are some; a key in the environment is not used. */
    static Tiled connect(Invocation invocation, String uriOrProfile) {
        Map<String, String> environment = new HashMap<>(invocation.environment());
        environment.remove("TILED_API_KEY");
        return Tiled.builder(uriOrProfile, environment, invocation.home()).connect();
    }

    static String person(TiledPrincipal principal) {
        return principal.identities().stream()
                .map(identity -> identity.id() + " (" + identity.provider() + ")")
                .collect(Collectors.joining(", "));
    }

    Tiled client() {
        return saved.secret(KEY)
                .map(key ->
                        Tiled.builder(URI.create(saved.address())).apiKey(key).connect())
                .orElseGet(() -> connect(invocation, saved.address()));
    }

    @Override
    public Optional<String> whoAmI() {
        Tiled client = client();
        return client.isSingleUser() ? Optional.empty() : Optional.of(person(client.whoAmI()));
    }

    @Override
    public String end() {
        if (saved.secret(KEY).isPresent()) {
            return "The key itself lives on: revoke it with labauth keys revoke.";
        }
        client().signOut();
        return "";
    }

    @Override
    public void forget() {
        if (saved.secret(KEY).isEmpty()) {
            Tiled.forget(saved.address(), invocation.environment(), invocation.home());
        }
    }

    @Override
    public Map<String, String> variables() {
        String key = saved.secret(KEY)
                .orElseThrow(() -> new IllegalStateException("Programs take an API key for Tiled, and " + saved.name()
                        + " is a session. Make a key: labauth keys create --service tiled --save NAME"))
                .reveal();
        return Map.of("TILED_API_KEY", key);
    }
}
