package io.labauth.testkit;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Creating and revoking keys, with the limits and the flaws of the service. */
final class TiledKeyRoutes {
    private static final int MOST_KEYS = 100;
    private static final int LONGEST_NOTE = 255;

    private final TiledAccounts accounts;
    private final TiledAnswers answers;

    TiledKeyRoutes(TiledAccounts accounts, TiledAnswers answers) {
        this.accounts = accounts;
        this.answers = answers;
    }

    Answer create(TiledRequest request, TiledCaller caller) {
        Map<String, Object> wanted = request.json();
        for (String member : List.of("expires_in", "scopes")) {
            if (!wanted.containsKey(member)) {
                throw TiledFailure.missing(member);
            }
        }
        TiledPerson owner = Objects.requireNonNull(caller.person());
        List<String> scopes = scopes(wanted.get("scopes"), owner);
        int count = accounts.keysOf(owner).size();
        if (count >= MOST_KEYS) {
            throw TiledFailure.of(
                    400,
                    "This Principal already has " + count + " API keys which is greater than or equal to the maximum"
                            + " number allowed, " + MOST_KEYS
                            + ". Some API keys must be deleted before creating new ones.");
        }
        TiledKey key = accounts.issue(owner, scopes, duration(wanted.get("expires_in")), note(wanted.get("note")));
        return key.note() != null && key.note().length() > LONGEST_NOTE ? TiledFailure.crash() : answers.created(key);
    }

    Answer revoke(TiledRequest request, TiledCaller caller) {
        TiledPerson owner = Objects.requireNonNull(caller.person());
        String given = request.query().find("first_eight").orElseThrow(() -> TiledFailure.missing("first_eight"));
        if (!accounts.revoke(owner, given.substring(0, Math.min(8, given.length())))) {
            throw TiledFailure.of(404, "The currently-authenticated user has no such API key.");
        }
        return Answer.of(204, Map.of(), "");
    }

    private static List<String> scopes(@Nullable Object wanted, TiledPerson owner) {
        if (!(wanted instanceof List<?> list)) {
            return List.of("inherit");
        }
        List<String> scopes = list.stream().map(String::valueOf).toList();
        Set<String> allowed = new HashSet<>(owner.scopes());
        allowed.add("inherit");
        if (!allowed.containsAll(scopes)) {
            throw TiledFailure.of(
                    403,
                    "Requested scopes " + scopes + " must be a subset of the principal's scopes " + owner.scopes()
                            + ".");
        }
        return scopes;
    }

    private static @Nullable Duration duration(@Nullable Object seconds) {
        return seconds instanceof Number number ? Duration.ofSeconds(number.longValue()) : null;
    }

    private static @Nullable String note(@Nullable Object note) {
        return note instanceof String text ? text : null;
    }
}
