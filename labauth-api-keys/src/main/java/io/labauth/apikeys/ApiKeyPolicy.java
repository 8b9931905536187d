package io.labauth.apikeys;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What keys people may make, as the administrator has it. Immutable; each method gives a changed copy. */
public final class ApiKeyPolicy {
    /** RFC 6749, 3.3. */
    private static final Pattern SCOPE = Pattern.compile("[\\x21\\x23-\\x5B\\x5D-\\x7E]{1,64}");

    private static final int MAX_SCOPES = 50;
    private static final List<Duration> USUAL = List.of(
            Duration.ofDays(7), Duration.ofDays(30), Duration.ofDays(90), Duration.ofDays(180), Duration.ofDays(365));

    private final Set<String> scopes;
    private final List<Duration> lifetimes;
    private final @Nullable Duration maximum;
    private final int keysPerOwner;
    private final boolean creationOn;

    private ApiKeyPolicy(
            Set<String> scopes,
            List<Duration> lifetimes,
            @Nullable Duration maximum,
            int keysPerOwner,
            boolean creationOn) {
        this.scopes = scopes;
        this.lifetimes = lifetimes;
        this.maximum = maximum;
        this.keysPerOwner = keysPerOwner;
        this.creationOn = creationOn;
    }

    /**
     * Keys with a choice of these scopes, for 7, 30, 90, 180 or 365 days, 100 for each owner.
     *
     * @param scopes all that the application knows, at most 50, each as RFC 6749, section 3.3 has it and at most 64 characters
     * @return the policy
     * @throws IllegalArgumentException if there are too many, one is not of that form or is {@code inherit}
     */
    public static ApiKeyPolicy of(Set<String> scopes) {
        if (scopes.size() > MAX_SCOPES) {
            throw new IllegalArgumentException("There are more than " + MAX_SCOPES + " scopes.");
        }
        scopes.forEach(ApiKeyPolicy::checkScope);
        return new ApiKeyPolicy(
                Collections.unmodifiableSet(new TreeSet<>(scopes)), USUAL, Duration.ofDays(365), 100, true);
    }

    /**
     * Offers other lifetimes. Those beyond the maximum are not offered.
     *
     * @param choices in the order of the form; none for any lifetime up to the maximum
     * @return the changed policy
     * @throws IllegalArgumentException if one is not more than zero
     */
    public ApiKeyPolicy lifetimes(List<Duration> choices) {
        choices.forEach(ApiKeyPolicy::checkLifetime);
        return new ApiKeyPolicy(scopes, List.copyOf(choices), maximum, keysPerOwner, creationOn);
    }

    /**
     * Limits how long a key lasts.
     *
     * @param longest more than zero; 365 days without this setting
     * @return the changed policy
     * @throws IllegalArgumentException if it is not more than zero
     */
    public ApiKeyPolicy maximum(Duration longest) {
        checkLifetime(longest);
        return new ApiKeyPolicy(scopes, lifetimes, longest, keysPerOwner, creationOn);
    }

    /**
     * Allows keys that never expire; the choices of {@link #lifetimes(List)} remain.
     *
     * @return the changed policy
     */
    public ApiKeyPolicy neverExpiring() {
        return new ApiKeyPolicy(scopes, lifetimes, null, keysPerOwner, creationOn);
    }

    /**
     * Limits how many active keys an owner has.
     *
     * @param limit more than zero; 100 without this setting
     * @return the changed policy
     * @throws IllegalArgumentException if it is not more than zero
     */
    public ApiKeyPolicy keysPerOwner(int limit) {
        if (limit <= 0) {
            throw new IllegalArgumentException("The number of keys per owner must be more than zero.");
        }
        return new ApiKeyPolicy(scopes, lifetimes, maximum, limit, creationOn);
    }

    /**
     * Switches the making of keys off; those that exist stay good.
     *
     * @return the changed policy
     */
    public ApiKeyPolicy creationOff() {
        return new ApiKeyPolicy(scopes, lifetimes, maximum, keysPerOwner, false);
    }

    /**
     * All scopes that a key may be limited to.
     *
     * @return in alphabetical order
     */
    public Set<String> scopes() {
        return scopes;
    }

    /**
     * The lifetimes to choose from.
     *
     * @return within the maximum; empty when any is allowed up to it
     */
    public List<Duration> lifetimes() {
        return lifetimes.stream().filter(this::isWithinMaximum).toList();
    }

    /**
     * The longest lifetime.
     *
     * @return empty if a key may never expire
     */
    public Optional<Duration> maximum() {
        return Optional.ofNullable(maximum);
    }

    /**
     * How many active keys an owner has at most.
     *
     * @return more than zero
     */
    public int keysPerOwner() {
        return keysPerOwner;
    }

    /**
     * Whether keys may be made.
     *
     * @return false while the administrator has switched it off
     */
    public boolean isCreationOn() {
        return creationOn;
    }

    boolean allows(Duration lifetime) {
        return !lifetime.isNegative()
                && !lifetime.isZero()
                && isWithinMaximum(lifetime)
                && (lifetimes.isEmpty() || lifetimes.contains(lifetime));
    }

    private boolean isWithinMaximum(Duration lifetime) {
        return maximum == null || lifetime.compareTo(maximum) <= 0;
    }

    private static void checkScope(String scope) {
        if (!SCOPE.matcher(scope).matches() || scope.equals(KeyRow.INHERIT)) {
            throw new IllegalArgumentException(
                    "A scope is 1 to 64 visible ASCII characters without quotes and backslashes, and not inherit.");
        }
    }

    private static void checkLifetime(Duration lifetime) {
        if (lifetime.isNegative() || lifetime.isZero()) {
            throw new IllegalArgumentException("A lifetime must be more than zero.");
        }
    }
}
