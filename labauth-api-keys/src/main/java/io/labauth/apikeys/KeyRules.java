package io.labauth.apikeys;

import io.labauth.apikeys.KeyRefusedException.Reason;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Whether a wish may be granted. What is refused says what is allowed, and repeats nothing that was typed. */
final class KeyRules {
    private static final int MAX_NOTE = 255;
    private static final int MAX_SESSION = 128;

    private final ApiKeyPolicy policy;

    KeyRules(ApiKeyPolicy policy) {
        this.policy = policy;
    }

    void check(NewApiKey wish, Set<String> ownersScopes, Predicate<String> liveSessions) {
        checkNote(wish.note());
        checkScopes(wish.scopes(), ownersScopes);
        checkLifetime(wish.lifetime());
        checkSession(wish.session(), liveSessions);
    }

    void checkCreation(boolean impersonating) {
        refuseIf(!policy.isCreationOn(), Reason.CREATION_OFF, "The administrator has switched the making of keys off.");
        refuseIf(
                impersonating,
                Reason.IMPERSONATING,
                "Nobody makes a key while acting as another person. Go back to your own account first.");
    }

    void checkScopes(@Nullable Set<String> scopes, Set<String> ownersScopes) {
        if (scopes == null) {
            return;
        }
        refuseIf(
                scopes.isEmpty() || !policy.scopes().containsAll(scopes),
                Reason.SCOPE_UNKNOWN,
                policy.scopes().isEmpty()
                        ? "There are no scopes to choose from here. Leave them out."
                        : "Choose at least one scope, all of these: " + String.join(" ", policy.scopes()) + ".");
        Set<String> allowed = new TreeSet<>(policy.scopes());
        allowed.retainAll(ownersScopes);
        refuseIf(
                !ownersScopes.containsAll(scopes),
                Reason.SCOPE_BEYOND_OWNER,
                "A key cannot do more than its owner. You have: " + String.join(" ", allowed) + ".");
    }

    KeyRefusedException tooMany() {
        return new KeyRefusedException(
                Reason.TOO_MANY_KEYS,
                "There are " + policy.keysPerOwner() + " active keys already, which is the limit. Revoke one first.");
    }

    KeyRefusedException notReplaced(Reason reason) {
        return new KeyRefusedException(
                reason,
                reason == Reason.TOO_MANY_KEYS
                        ? "There are " + policy.keysPerOwner()
                                + " replaced keys that are still good, which is the limit."
                                + " Revoke one first, or leave no overlap."
                        : "The key is revoked or expired, or was replaced before. Make a new one.");
    }

    private static void checkNote(String note) {
        refuseIf(
                note.length() > MAX_NOTE
                        || note.chars().anyMatch(Character::isISOControl)
                        || !StandardCharsets.UTF_8.newEncoder().canEncode(note),
                Reason.NOTE,
                "The note is a line of at most " + MAX_NOTE + " characters.");
    }

    private void checkLifetime(Optional<Duration> lifetime) {
        boolean allowed = lifetime.map(policy::allows).orElse(policy.maximum().isEmpty());
        refuseIf(!allowed, Reason.LIFETIME, "The lifetime is not allowed. " + lifetimes());
    }

    private String lifetimes() {
        String most =
                policy.maximum().map(longest -> "At most " + text(longest)).orElse("Any, or never expiring");
        return policy.lifetimes().isEmpty()
                ? most + "."
                : "Choose one of: "
                        + policy.lifetimes().stream().map(KeyRules::text).collect(Collectors.joining(", "))
                        + (policy.maximum().isEmpty() ? ", never." : ".");
    }

    private static void checkSession(@Nullable String session, Predicate<String> liveSessions) {
        refuseIf(
                session != null && (session.length() > MAX_SESSION || !liveSessions.test(session)),
                Reason.SESSION,
                "The key cannot end with this session: it is over, or keys of sessions are not set up.");
    }

    private static String text(Duration duration) {
        return duration.equals(Duration.ofDays(duration.toDays())) ? duration.toDays() + " days" : duration.toString();
    }

    private static void refuseIf(boolean refused, Reason reason, String message) {
        if (refused) {
            throw new KeyRefusedException(reason, message);
        }
    }
}
