package io.labauth.apikeys;

import io.labauth.Secret;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The API keys that an application issues, in its database.
 *
 * <p>What is written down of a key is a keyed hash. A key that was verified is remembered for at most ten seconds; a revocation counts here at
 * once, on the other nodes of a PostgreSQL as soon as they hear of it, and everywhere within those ten seconds. Thread-safe; its threads are
 * daemons. Methods that change or list keys throw {@link io.labauth.ConnectionException} when the database does not answer.
 */
public final class ApiKeys implements AutoCloseable {
    private static final long WRITE_SECONDS = 5;
    private static final long CLOSE_SECONDS = 10;

    final ApiKeysBuilder settings;
    final KeyTable table;
    private final KeyFormat format;
    private final KeyCache cache;
    private final KeyUses uses;
    private final Verifier verifier;
    private final KeyReader reader;
    private final SecureRandom random = new SecureRandom();
    private final ScheduledThreadPoolExecutor writer;
    private final @Nullable ChangeListener listener;

    ApiKeys(ApiKeysBuilder settings) {
        this.settings = settings;
        this.format = new KeyFormat(settings.prefix, settings.mark);
        this.cache = new KeyCache(settings.cached);
        Database database = new Database(settings.dataSource, cache::forget);
        if (settings.migrating) {
            KeySchema.migrate(settings.dataSource);
        }
        this.table = new KeyTable(database);
        this.uses = new KeyUses(table);
        this.verifier = new Verifier(settings, format, table, cache, uses);
        this.reader = new KeyReader(settings.schemes);
        this.writer = writer(uses);
        this.listener = database.dialect() == Dialect.POSTGRESQL
                ? new ChangeListener(settings.dataSource, cache::forget)
                : null;
        if (listener != null) {
            listener.start();
        }
    }

    /**
     * Starts the settings.
     *
     * @param dataSource PostgreSQL, of which one connection is kept for hearing of revocations; or H2, see {@link EmbeddedKeyDatabase}
     * @param peppers what the stored hashes are keyed with; the same on all nodes
     * @param rights gives the scopes that an owner has now, empty when the application does not know them (any more). Asked at each use of a
     *     key, so that it must be quick; throws {@link io.labauth.ConnectionException} when it cannot tell, and then the key is
     *     {@link KeyRejection#UNAVAILABLE}
     * @return a builder
     */
    public static ApiKeysBuilder builder(
            DataSource dataSource, Peppers peppers, Function<String, Optional<Set<String>>> rights) {
        return new ApiKeysBuilder(dataSource, peppers, rights);
    }

    /**
     * A person's own keys.
     *
     * @param owner by which the application knows them, for ever: a name that is given to another person takes the keys along
     * @return the keys of this owner alone
     */
    public OwnerKeys of(String owner) {
        return new OwnerKeys(this, owner, null);
    }

    /**
     * The keys of a key's owner, for a request that shows a key: no key that it makes or rotates can do more than it itself, or
     * outlives it: such a key expires with it at the latest, and ends with the same browser session, whatever is wished for.
     *
     * @param key the request's
     * @return the keys of this owner alone
     */
    public OwnerKeys of(VerifiedKey key) {
        return new OwnerKeys(this, key.owner(), key);
    }

    /**
     * The active keys of everybody, for an administrator.
     *
     * <p>A key that ends with a browser session is among them when that session has timed out, though it is refused already: no session is
     * asked for here. {@link OwnerKeys#list()} leaves it out.
     *
     * @param afterId the last id of the page before; empty for the first page
     * @param size of the page, more than zero
     * @return by id
     * @throws IllegalArgumentException if the size is not more than zero
     */
    public List<ApiKey> page(String afterId, int size) {
        return table.activePage(afterId, checked(size), now()).stream()
                .map(this::listed)
                .toList();
    }

    /**
     * The same with those that are revoked or expired.
     *
     * @param afterId the last id of the page before; empty for the first page
     * @param size of the page, more than zero
     * @return by id
     * @throws IllegalArgumentException if the size is not more than zero
     */
    public List<ApiKey> pageWithInactive(String afterId, int size) {
        return table.page(afterId, checked(size)).stream().map(this::listed).toList();
    }

    /**
     * Anybody's key, for an administrator.
     *
     * @param id the key's whole id
     * @return the key, active or not; empty if there is none
     */
    public Optional<ApiKey> find(String id) {
        return table.find(id).map(this::listed);
    }

    /**
     * Revokes anybody's key for good, for an administrator.
     *
     * @param id the key's
     * @return the key that was revoked; empty if there is none, or it was revoked before
     */
    public Optional<ApiKey> revoke(String id) {
        return table.revoke(id, now()).map(this::listed);
    }

    /**
     * Revokes a key for good, for whoever has it: a key that was found where it should not be.
     *
     * @param key the whole key
     * @return the key that was revoked; empty if it is none of ours, or was revoked before
     */
    public Optional<ApiKey> revoke(Secret key) {
        return format.parse(key)
                .filter(text -> table.find(text.id())
                        .filter(row -> settings.peppers
                                .hash(row.hash().pepperId(), text)
                                .filter(row.hash()::matches)
                                .isPresent())
                        .isPresent())
                .flatMap(text -> revoke(text.id()));
    }

    /**
     * Revokes all keys of everybody, for an administrator after a break-in.
     *
     * @return how many were not revoked before
     */
    public int revokeAll() {
        return table.revokeAll(now());
    }

    /**
     * Revokes the keys that end with a browser session.
     *
     * @param handle the session's, see {@link NewApiKey#endingWithSession}
     * @return how many were not revoked before
     */
    public int endSession(String handle) {
        return table.endSession(handle, now());
    }

    /**
     * Verifies a key. Writes nothing; asks the database only for a key that was not used on this node within the last seconds.
     *
     * @param presented what came with the request
     * @param from where the request came from: whoever sends too many wrong keys has to wait
     * @return {@link VerifiedKey}, or why not; never an exception for a database, or rights or sessions, that cannot be asked
     */
    public Verification verify(Secret presented, InetAddress from) {
        return verifier.verify(presented, from);
    }

    /**
     * Finds the key of a request and verifies it.
     *
     * @param authorization the values of the request's {@code Authorization} headers, as they are
     * @param rawQuery the request's query, undecoded and without {@code ?}; null for none
     * @param from where the request came from
     * @return empty if the request shows no key: it may be signed in another way
     */
    public Optional<Verification> authenticate(
            List<String> authorization, @Nullable String rawQuery, InetAddress from) {
        List<KeyReader.Shown> shown = reader.read(authorization, rawQuery);
        if (shown.isEmpty()) {
            return Optional.empty();
        }
        if (shown.size() > 1) {
            return Optional.of(KeyRejection.TWO_CREDENTIALS);
        }
        KeyReader.Shown only = shown.get(0);
        if (only.inAddress() && !reader.accepts(KeyScheme.QUERY)) {
            return Optional.of(KeyRejection.IN_ADDRESS);
        }
        return Optional.of(KeyReader.secret(only).map(key -> verify(key, from)).orElse(KeyRejection.INVALID));
    }

    /**
     * What keys people may make now.
     *
     * @return the policy
     */
    public ApiKeyPolicy policy() {
        return settings.policy.get();
    }

    /**
     * Matches every key of this application, for scanners that look for secrets where none should be.
     *
     * @return the expression, between word boundaries
     */
    public Pattern keyPattern() {
        return format.pattern();
    }

    /** Writes down when keys were last used, and lets go of the database, which stays open. */
    @Override
    public void close() {
        writer.shutdown();
        if (listener != null) {
            listener.close();
        }
        awaitWriter();
        uses.write();
    }

    /** Without interrupting it: the database may be writing to its file. */
    private void awaitWriter() {
        try {
            var unused = writer.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    KeyText newText() {
        return format.generate(random);
    }

    ApiKey listed(StoredKey key) {
        return ApiKey.listed(key, format);
    }

    /** Whether enough of the id is given, with or without what stands before it. */
    boolean isNamedBy(String id, String start, int shortest) {
        String whole = format.firstCharacters(id);
        int head = whole.length() - id.length();
        return (start.length() >= shortest && id.startsWith(start))
                || (start.length() >= head + shortest && whole.startsWith(start));
    }

    long cachedKeys() {
        return cache.size();
    }

    void writeUses() {
        uses.write();
    }

    private Instant now() {
        return settings.clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static int checked(int size) {
        if (size <= 0) {
            throw new IllegalArgumentException("The size of a page must be more than zero.");
        }
        return size;
    }

    private static ScheduledThreadPoolExecutor writer(KeyUses uses) {
        ScheduledThreadPoolExecutor writer = new ScheduledThreadPoolExecutor(1, work -> {
            Thread thread = new Thread(work, "labauth-api-key-uses");
            thread.setDaemon(true);
            return thread;
        });
        var unused = writer.scheduleWithFixedDelay(uses::write, WRITE_SECONDS, WRITE_SECONDS, TimeUnit.SECONDS);
        return writer;
    }
}
