package io.labauth.apikeys;

import java.time.Clock;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import javax.sql.DataSource;

/** Settings of {@link ApiKeys}; each has a default. For one thread. */
public final class ApiKeysBuilder {
    private static final int CACHED = 100_000;

    final DataSource dataSource;
    final Peppers peppers;
    final Function<String, Optional<Set<String>>> rights;
    Supplier<ApiKeyPolicy> policy = () -> ApiKeyPolicy.of(Set.of());
    String prefix = "lab";
    String mark = "live";
    boolean migrating = true;
    int cached = CACHED;
    Set<KeyScheme> schemes = EnumSet.complementOf(EnumSet.of(KeyScheme.QUERY));
    Predicate<String> liveSessions = handle -> false;
    BooleanSupplier impersonating = () -> false;
    Clock clock = Clock.systemUTC();
    LongSupplier nanoTime = System::nanoTime;

    ApiKeysBuilder(DataSource dataSource, Peppers peppers, Function<String, Optional<Set<String>>> rights) {
        this.dataSource = dataSource;
        this.peppers = peppers;
        this.rights = rights;
    }

    /**
     * What keys people may make.
     *
     * @param current asked each time, so that an administrator may change it; without this setting keys have their owner's scopes and last
     *     up to a year
     * @return this builder
     */
    public ApiKeysBuilder policy(Supplier<ApiKeyPolicy> current) {
        this.policy = current;
        return this;
    }

    /**
     * How keys of this application begin.
     *
     * @param application 2 to 12 small letters and digits; {@code lab} without this setting
     * @param environment 1 to 8 small letters and digits, so that a test key never works in production; {@code live} without this setting
     * @return this builder; other forms are refused by {@link #build()}
     */
    public ApiKeysBuilder prefix(String application, String environment) {
        this.prefix = application;
        this.mark = environment;
        return this;
    }

    /**
     * Leaves the tables to the application, which applies {@code io/labauth/apikeys/schema/V1__api_keys.sql} itself.
     *
     * @return this builder; without this setting Flyway makes and changes them when the application starts
     */
    public ApiKeysBuilder tablesExist() {
        this.migrating = false;
        return this;
    }

    /**
     * How many verified keys are remembered for ten seconds.
     *
     * @param keys more than zero, about 1 KB each; 100,000 without this setting
     * @return this builder
     * @throws IllegalArgumentException if it is not more than zero
     */
    public ApiKeysBuilder cached(int keys) {
        if (keys <= 0) {
            throw new IllegalArgumentException("The number of cached keys must be more than zero.");
        }
        this.cached = keys;
        return this;
    }

    /**
     * How requests may present keys to {@link ApiKeys#authenticate}.
     *
     * @param accepted all in the {@code Authorization} header without this setting
     * @return this builder
     */
    public ApiKeysBuilder schemes(Set<KeyScheme> accepted) {
        this.schemes = Set.copyOf(accepted);
        return this;
    }

    /**
     * Which browser sessions are alive, for keys that end with one. Asked at each use of such a key, so that it must be quick.
     *
     * @param isAlive takes the handle of {@link NewApiKey#endingWithSession}; throws {@link io.labauth.ConnectionException} when it cannot
     *     tell, and then the key is {@link KeyRejection#UNAVAILABLE}. Without this setting there are no such keys
     * @return this builder
     */
    public ApiKeysBuilder liveSessions(Predicate<String> isAlive) {
        this.liveSessions = isAlive;
        return this;
    }

    /**
     * Whether whoever makes a key acts as another person: then none is made.
     *
     * @param impersonating asked on the thread that makes the key
     * @return this builder
     */
    public ApiKeysBuilder refuseWhile(BooleanSupplier impersonating) {
        this.impersonating = impersonating;
        return this;
    }

    /**
     * Takes the time from another clock.
     *
     * @param source of the current time, which tells what is expired
     * @return this builder
     */
    public ApiKeysBuilder clock(Clock source) {
        this.clock = source;
        return this;
    }

    ApiKeysBuilder nanoTime(LongSupplier source) {
        this.nanoTime = source;
        return this;
    }

    /**
     * Opens the keys, and brings their tables to this version.
     *
     * @return the keys; close them when the application ends
     * @throws IllegalArgumentException if the prefix or the mark is not of its form
     * @throws IllegalStateException if the database is neither PostgreSQL nor H2
     * @throws io.labauth.ConnectionException if the database does not answer
     */
    public ApiKeys build() {
        return new ApiKeys(this);
    }
}
