package io.labauth.apikeys;

import io.labauth.ConnectionException;
import io.labauth.apikeys.KeyRefusedException.Reason;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The keys of one owner: no other's are seen or touched. Thread-safe.
 *
 * <p>Every method throws {@link io.labauth.ConnectionException} when the database does not answer; then look at the list before you create
 * again.
 */
public final class OwnerKeys {
    private static final int SHORTEST = 4;
    private static final int LONGEST_OWNER = 255;

    private final ApiKeys keys;
    private final String owner;
    /** What makes the keys; null where a person does. */
    private final @Nullable VerifiedKey maker;

    OwnerKeys(ApiKeys keys, String owner, @Nullable VerifiedKey maker) {
        this.keys = keys;
        this.owner = owner;
        this.maker = maker;
    }

    /**
     * Makes a key. Once it is returned it outlives the process.
     *
     * @param wish what it should be
     * @return the key with its secret, which is nowhere else
     * @throws KeyRefusedException if policy, rights or circumstances do not allow it; {@link KeyRefusedException#reason()} says which
     */
    public IssuedKey create(NewApiKey wish) {
        KeyRules rules = creationRules();
        Set<String> rights = rights();
        rules.check(wish, rights, keys.settings.liveSessions);
        Instant now = now();
        KeyText text = keys.newText();
        StoredKey key = stored(
                text,
                wish.note(),
                wish.scopes() == null && maker != null ? rights : wish.scopes(),
                wish.session(),
                now,
                wish.lifetime().map(now::plus).orElse(null));
        int limit = keys.policy().keysPerOwner();
        if (!keys.table.insert(key, limit) && (endDeadSessions(now) == 0 || !keys.table.insert(key, limit))) {
            throw rules.tooMany();
        }
        return issued(text, key);
    }

    /**
     * The keys that are active, without those of browser sessions that are over.
     *
     * @return newest first
     */
    public List<ApiKey> list() {
        return keys.table.activeOfOwner(owner, now()).stream()
                .filter(key -> !isOfDeadSession(key))
                .map(keys::listed)
                .toList();
    }

    /**
     * The keys, with those that are revoked or expired: the history, of which {@link #list()} leaves no active key out.
     *
     * @return newest first, a thousand at most
     */
    public List<ApiKey> listWithInactive() {
        return keys.table.ofOwner(owner).stream().map(keys::listed).toList();
    }

    /**
     * Revokes a key for good. It is refused here when this returns, and on other nodes as soon as they hear of it, ten seconds later at most.
     *
     * @param idOrFirstCharacters the key's id, or as much of {@link ApiKey#firstCharacters()} or of the id as tells it from this owner's other
     *     active keys, at least four characters of the id
     * @return the key that was revoked
     * @throws KeyRefusedException if no active key, or more than one, begins like that
     */
    public ApiKey revoke(String idOrFirstCharacters) {
        StoredKey found = find(idOrFirstCharacters);
        return keys.listed(keys.table.revoke(found.id(), now()).orElse(found));
    }

    /**
     * Revokes all keys of this owner.
     *
     * @return how many were not revoked before
     */
    public int revokeAll() {
        return keys.table.revokeAllOf(owner, now());
    }

    /**
     * Makes a key in place of another, with the same note, scopes and lifetime; asked for by a key that ends sooner, it ends with that one.
     * Both are good during the overlap, in which an owner never has more such old keys than {@link ApiKeyPolicy#keysPerOwner()}.
     *
     * @param idOrFirstCharacters the old key, as in {@link #revoke}
     * @param overlap how long the old key stays good, unless it expires before; zero or more
     * @return the new key with its secret
     * @throws KeyRefusedException if the old key is not found, or was replaced before, or too many others that were replaced are still good,
     *     or making keys is not allowed now
     * @throws IllegalArgumentException if the overlap is negative
     */
    public IssuedKey rotate(String idOrFirstCharacters, Duration overlap) {
        if (overlap.isNegative()) {
            throw new IllegalArgumentException("The overlap must not be negative.");
        }
        KeyRules rules = creationRules();
        StoredKey old = find(idOrFirstCharacters);
        checkRotation(rules, old);
        Instant now = now();
        KeyText text = keys.newText();
        StoredKey key = stored(text, old.note(), old.scopes(), old.session(), now, end(old, now));
        Instant oldEnd = earlier(now.plus(overlap), old.expiresAt());
        keys.table.replace(old.id(), oldEnd, key, keys.policy().keysPerOwner()).ifPresent(reason -> {
            throw rules.notReplaced(reason);
        });
        return issued(text, key);
    }

    /** A key with some scopes must not turn one with all of its owner's into its own. */
    private void checkRotation(KeyRules rules, StoredKey old) {
        if (old.scopes() == null && maker != null) {
            throw new KeyRefusedException(
                    Reason.SCOPE_BEYOND_OWNER, "A key that has its owner's scopes is rotated by its owner alone.");
        }
        rules.checkScopes(old.scopes(), rights());
    }

    /** Revokes the keys whose sessions are gone without a word, so that they do not count. */
    private long endDeadSessions(Instant now) {
        return keys.table.activeOfOwner(owner, now).stream()
                .filter(this::isOfDeadSession)
                .filter(key -> keys.table.revoke(key.id(), now).isPresent())
                .count();
    }

    private boolean isOfDeadSession(StoredKey key) {
        try {
            return key.session() != null && !keys.settings.liveSessions.test(key.session());
        } catch (ConnectionException e) {
            // Nobody can tell right now.
            return false;
        }
    }

    private StoredKey find(String start) {
        List<StoredKey> found = keys.table.activeOfOwner(owner, now()).stream()
                .filter(key -> keys.isNamedBy(key.id(), start, SHORTEST))
                .toList();
        if (found.isEmpty()) {
            throw new KeyRefusedException(Reason.NO_SUCH_KEY, "No active key of this owner begins like that.");
        }
        if (found.size() > 1) {
            throw new KeyRefusedException(
                    Reason.AMBIGUOUS, found.size() + " keys begin like that. Give more characters.");
        }
        return found.get(0);
    }

    private KeyRules creationRules() {
        KeyRules rules = new KeyRules(keys.policy());
        rules.checkCreation(keys.settings.impersonating.getAsBoolean());
        return rules;
    }

    private Set<String> rights() {
        Optional<Set<String>> rights = owner.isBlank() || owner.length() > LONGEST_OWNER
                ? Optional.empty()
                : keys.settings.rights.apply(owner);
        if (rights.isEmpty()) {
            throw new KeyRefusedException(Reason.OWNER_UNKNOWN, "The application does not know the owner of the key.");
        }
        return maker == null ? rights.get() : Verifier.both(maker.scopes(), rights.get());
    }

    /** A key that a key makes neither outlives it nor its session. */
    private StoredKey stored(
            KeyText text,
            String note,
            @Nullable Set<String> scopes,
            @Nullable String session,
            Instant now,
            @Nullable Instant end) {
        KeyHash hash = keys.settings.peppers.hash(text);
        String itsSession = maker == null ? session : maker.session().orElse(session);
        Instant itsEnd = maker == null
                ? end
                : maker.expiresAt().map(most -> earlier(most, end)).orElse(end);
        return new StoredKey(text.id(), hash, owner, note, scopes, itsSession, now, itsEnd, null, null, null);
    }

    private IssuedKey issued(KeyText text, StoredKey key) {
        return new IssuedKey(keys.listed(key), text.secret());
    }

    /** As long again as the old key was made for; the policy may have become stricter. */
    private @Nullable Instant end(StoredKey old, Instant now) {
        Optional<Duration> maximum = keys.policy().maximum();
        if (old.expiresAt() == null) {
            return maximum.map(now::plus).orElse(null);
        }
        Duration lifetime = Duration.between(old.createdAt(), old.expiresAt());
        return now.plus(
                maximum.filter(longest -> longest.compareTo(lifetime) < 0).orElse(lifetime));
    }

    private static Instant earlier(Instant a, @Nullable Instant b) {
        return b != null && b.isBefore(a) ? b : a;
    }

    private Instant now() {
        return keys.settings.clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
