package io.labauth.testkit;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The switches of a {@link FakeTiled}: what differs between its versions, and what may go wrong.
 *
 * <p>A change counts from the next request on. Each setter returns this object. Thread-safe.
 */
public final class TiledBehaviour {
    private final PendingFaults faults = new PendingFaults();
    private volatile boolean fractions = true;
    private volatile boolean timesWithOffset = true;
    private volatile boolean oldBrowserSignIn;
    private volatile Duration pollingInterval = Duration.ofSeconds(5);
    private volatile Duration accessTokenLifetime = Duration.ofMinutes(15);
    private volatile @Nullable URI announcedOrigin;

    TiledBehaviour() {}

    /**
     * Sets whether {@code expires_in} comes as {@code 900.0}.
     *
     * @param value true for {@code 900.0}, which is initially so, false for {@code 900}
     * @return this
     */
    public TiledBehaviour fractions(boolean value) {
        fractions = value;
        return this;
    }

    /**
     * Sets whether times come with {@code +00:00}; they are UTC either way.
     *
     * @param value whether they do; initially so
     * @return this
     */
    public TiledBehaviour timesWithOffset(boolean value) {
        timesWithOffset = value;
        return this;
    }

    /**
     * Sets whether the external provider is of the old kind, which shows a code in the browser in place of asking for one.
     *
     * @param value whether it is; initially not
     * @return this
     */
    public TiledBehaviour oldBrowserSignIn(boolean value) {
        oldBrowserSignIn = value;
        return this;
    }

    /**
     * Sets how often a client is to ask whether a person has signed in.
     *
     * @param value the time between two questions; initially five seconds
     * @return this
     */
    public TiledBehaviour pollingInterval(Duration value) {
        pollingInterval = value;
        return this;
    }

    /**
     * Sets how long an access token is good.
     *
     * @param value the time; initially 900 seconds
     * @return this
     */
    public TiledBehaviour accessTokenLifetime(Duration value) {
        accessTokenLifetime = value;
        return this;
    }

    /**
     * Sets what the server believes its own address to be, as behind a proxy that does not tell.
     *
     * @param value scheme, host and port; null for the right one, which is initially so
     * @return this
     */
    public TiledBehaviour announcedOrigin(@Nullable URI value) {
        announcedOrigin = value;
        return this;
    }

    /**
     * Lets the next answers of any call fail.
     *
     * @param fault what goes wrong
     * @param times how many answers it strikes
     * @return this
     */
    public TiledBehaviour failNext(Fault fault, int times) {
        return failNext(PendingFaults.ANY_METHOD, fault, times);
    }

    /**
     * Lets the next answers of one call fail.
     *
     * @param path the path below {@code /api/v1/}, such as {@code auth/whoami}; empty for the root
     * @param fault what goes wrong
     * @param times how many answers it strikes
     * @return this
     */
    public TiledBehaviour failNext(String path, Fault fault, int times) {
        faults.add(path, fault, times);
        return this;
    }

    boolean fractions() {
        return fractions;
    }

    boolean timesWithOffset() {
        return timesWithOffset;
    }

    boolean oldBrowserSignIn() {
        return oldBrowserSignIn;
    }

    Duration pollingInterval() {
        return pollingInterval;
    }

    Duration accessTokenLifetime() {
        return accessTokenLifetime;
    }

    Optional<URI> announcedOrigin() {
        return Optional.ofNullable(announcedOrigin);
    }

    Answer worsen(String path, Answer right) {
        return faults.next(path).map(fault -> fault.strike(right)).orElse(right);
    }
}
