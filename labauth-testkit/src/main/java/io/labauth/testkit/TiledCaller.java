package io.labauth.testkit;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who sent a request, and what the credential may do; nobody in particular without a person. */
record TiledCaller(@Nullable TiledPerson person, List<String> scopes) {
    private static final TiledCaller NOBODY = new TiledCaller(null, List.of());

    /** The order of the service: key, then token, then nobody. A missing scope is a 401 like a bad key. */
    static TiledCaller of(TiledRequest request, TiledAccounts accounts, String... required) {
        List<String> scopes = List.of(required);
        TiledCaller caller = request.apiKey()
                .map(key -> byKey(key, accounts, scopes))
                .or(() -> request.accessToken().map(token -> byToken(token, accounts, scopes)))
                .orElse(NOBODY);
        if (!caller.scopes().containsAll(scopes)) {
            throw TiledFailure.unauthorized(
                    "Not enough permissions. Requires scopes " + scopes + ". Request had scopes " + caller.scopes(),
                    scopes);
        }
        return caller;
    }

    private static TiledCaller byKey(String secret, TiledAccounts accounts, List<String> required) {
        TiledKey key = accounts.key(secret).orElseThrow(() -> TiledFailure.unauthorized("Invalid API key", required));
        Set<String> scopes = new LinkedHashSet<>(key.scopes());
        if (scopes.contains("inherit")) {
            scopes.addAll(key.owner().scopes());
        }
        return new TiledCaller(key.owner(), List.copyOf(scopes));
    }

    private static TiledCaller byToken(String token, TiledAccounts accounts, List<String> required) {
        TiledPerson person = accounts.byAccessToken(token)
                .orElseThrow(() -> TiledFailure.unauthorized("Access token has expired. Refresh token.", required));
        return new TiledCaller(person, person.scopes());
    }
}
