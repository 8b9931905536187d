package io.labauth.apikeys;

import io.labauth.ConnectionException;
import io.labauth.Secret;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/** Tells whether a presented key is good. Thread-safe. */
final class Verifier {
    private static final Logger LOG = System.getLogger(Verifier.class.getName());

    private final KeyFormat format;
    private final Peppers peppers;
    private final KeyTable table;
    private final KeyCache cache;
    private final KeyUses uses;
    private final Function<String, Optional<Set<String>>> rights;
    private final Predicate<String> liveSessions;
    private final Clock clock;
    private final LongSupplier nanoTime;
    private final FailureLimit failures;
    private final KeyHash nobodys;
    private final Pace warnings;

    Verifier(ApiKeysBuilder settings, KeyFormat format, KeyTable table, KeyCache cache, KeyUses uses) {
        this.format = format;
        this.peppers = settings.peppers;
        this.table = table;
        this.cache = cache;
        this.uses = uses;
        this.rights = settings.rights;
        this.liveSessions = settings.liveSessions;
        this.clock = settings.clock;
        this.nanoTime = settings.nanoTime;
        this.failures = new FailureLimit(nanoTime);
        this.nobodys = peppers.hash(format.generate(new SecureRandom()));
        this.warnings = new Pace(nanoTime.getAsLong(), Duration.ofSeconds(10).toNanos());
    }

    Verification verify(Secret presented, InetAddress from) {
        Optional<KeyText> key = format.parse(presented);
        return key.isEmpty() ? KeyRejection.INVALID : verify(key.get(), from);
    }

    private Verification verify(KeyText key, InetAddress from) {
        KeyHash hash = peppers.hash(key);
        Optional<CachedKey> cached = cache.get(key.id());
        if (cached.isPresent() && cached.get().hash().matches(hash)) {
            return recognised(cached.get(), key, hash);
        }
        if (!failures.admits(from)) {
            return KeyRejection.TOO_MANY_FAILURES;
        }
        Verification verification = lookedUp(key, hash);
        if (verification == KeyRejection.INVALID) {
            failures.count(from);
        }
        return verification;
    }

    /** The key was right before, so that no limit of failures holds it up. */
    private Verification recognised(CachedKey cached, KeyText key, KeyHash hash) {
        long now = nanoTime.getAsLong();
        if (cached.isStale(now)) {
            return lookedUp(key, hash);
        }
        if (cached.isToBeRefreshed(now)) {
            Verification verification = lookedUp(key, hash);
            return verification == KeyRejection.UNAVAILABLE ? judged(cached) : verification;
        }
        return judged(cached);
    }

    /** Takes the same way for an unknown id and for a wrong secret. */
    private Verification lookedUp(KeyText key, KeyHash hash) {
        long askedAt = nanoTime.getAsLong();
        long forgotten = cache.forgotten();
        try {
            Optional<StoredKey> row = table.find(key.id());
            boolean right = isRight(row.map(StoredKey::hash).orElse(nobodys), key, hash);
            if (!right || row.isEmpty()) {
                return KeyRejection.INVALID;
            }
            CachedKey cached = new CachedKey(row.get(), hash, askedAt);
            cache.put(cached, forgotten);
            return judged(cached);
        } catch (ConnectionException e) {
            return unavailable(e);
        }
    }

    private KeyRejection unavailable(ConnectionException e) {
        if (warnings.admits(nanoTime.getAsLong())) {
            LOG.log(Level.WARNING, "API keys cannot be checked. {0}", e.getMessage());
        }
        return KeyRejection.UNAVAILABLE;
    }

    private boolean isRight(KeyHash stored, KeyText key, KeyHash hash) {
        if (peppers.isFirst(stored.pepperId())) {
            return stored.matches(hash);
        }
        Optional<KeyHash> older = peppers.hash(stored.pepperId(), key);
        if (older.isEmpty() && warnings.admits(nanoTime.getAsLong())) {
            LOG.log(
                    Level.WARNING,
                    "The API key {0} was hashed with pepper {1}, which is not configured: it is not accepted.",
                    key.id(),
                    stored.pepperId());
        }
        return stored.matches(older.orElse(nobodys));
    }

    private Verification judged(CachedKey cached) {
        StoredKey key = cached.key();
        if (key.revokedAt() != null) {
            return KeyRejection.REVOKED;
        }
        Instant now = clock.instant();
        if (key.isExpired(now)) {
            return KeyRejection.EXPIRED;
        }
        try {
            return permitted(cached, now);
        } catch (ConnectionException e) {
            return unavailable(e);
        }
    }

    /** By what the application says of the key's session and owner. */
    private Verification permitted(CachedKey cached, Instant now) {
        StoredKey key = cached.key();
        if (key.session() != null && !liveSessions.test(key.session())) {
            return KeyRejection.SESSION_ENDED;
        }
        Optional<Set<String>> ownersScopes = rights.apply(key.owner());
        if (ownersScopes.isEmpty()) {
            return KeyRejection.OWNER_GONE;
        }
        note(cached, now);
        return new VerifiedKey(
                key.id(),
                key.owner(),
                effective(key, ownersScopes.get()),
                Optional.ofNullable(key.expiresAt()),
                Optional.ofNullable(key.session()));
    }

    private static Set<String> effective(StoredKey key, Set<String> owners) {
        Set<String> own = key.scopes();
        if (own == null) {
            return Set.copyOf(owners);
        }
        return both(own, owners);
    }

    static Set<String> both(Set<String> own, Set<String> owners) {
        if (owners.containsAll(own)) {
            return own;
        }
        Set<String> both = new TreeSet<>(own);
        both.retainAll(owners);
        return Collections.unmodifiableSet(both);
    }

    private void note(CachedKey cached, Instant now) {
        if (cached.isUseToBeNoted(nanoTime.getAsLong())) {
            boolean older = !peppers.isFirst(cached.key().hash().pepperId());
            uses.note(cached.key().id(), new KeyUse(now, older ? cached.hash() : null));
        }
    }
}
