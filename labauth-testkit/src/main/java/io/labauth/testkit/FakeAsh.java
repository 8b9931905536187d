package io.labauth.testkit;

import java.net.URI;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * An Ash server for tests, on a loopback port of this machine: how it finds out who may call, and its API keys.
 *
 * <p>Public are {@code /health} and {@code /docs}, and where it is switched on {@code /metrics}; {@code /api/internal/} is left to the
 * server's own runners; all else wants {@code Authorization: Bearer KEY}. A call with a {@code Content-Type} and no body is refused with
 * 400, and after 1500 calls within fifteen minutes each call with 429.
 *
 * <p>Calls are logged and failed by these names: {@code listAgents}, {@code listKeys}, {@code createKey}, {@code revokeKey}, {@code
 * other}. No code of labauth is behind it. Thread-safe.
 */
public final class FakeAsh implements AutoCloseable {
    private final AshSite site;
    private final FakeServer server;
    private final String environmentKey;

    private FakeAsh(Clock clock) {
        environmentKey = "ash_" + RandomText.base64Url(32);
        site = new AshSite(clock, environmentKey);
        server = new FakeServer("fake-ash", 0, site);
    }

    /**
     * Starts a fake on a free port, with a random key in its environment.
     *
     * @return the running fake
     */
    public static FakeAsh start() {
        return start(Clock.systemUTC());
    }

    /**
     * Starts a fake on a free port, with a random key in its environment.
     *
     * @param clock the clock for times of creation and the rate limit
     * @return the running fake
     */
    public static FakeAsh start(Clock clock) {
        return new FakeAsh(clock);
    }

    /**
     * Where the server is.
     *
     * @return an absolute URI without a path
     */
    public URI serverUrl() {
        return server.origin();
    }

    /**
     * The key in the environment of the server, as it was at the start.
     *
     * @return the key
     */
    public String environmentKey() {
        return environmentKey;
    }

    /**
     * Puts another key into the environment of the server, or none.
     *
     * @param key the key, any text; null for none
     */
    public void environmentKey(@Nullable String key) {
        synchronized (site) {
            site.keys().fromEnvironment(key);
        }
    }

    /**
     * Issues a key.
     *
     * @param label what it is for
     * @return the key
     */
    public String issueKey(String label) {
        synchronized (site) {
            return String.valueOf(site.keys().create(label).get("key"));
        }
    }

    /**
     * Sets whether {@code /metrics} is public, as the documentation says; the current server wants a key, and so does the fake initially.
     *
     * @param value whether it is
     */
    public void metricsArePublic(boolean value) {
        site.metricsArePublic(value);
    }

    /**
     * Sets whether calls without a key are accepted while the server has none, as older servers do; initially not.
     *
     * @param value whether they are
     */
    public void acceptAllWithoutKeys(boolean value) {
        site.acceptAllWithoutKeys(value);
    }

    /**
     * Sets how many calls fifteen minutes may see; 1500 initially. Starts to count anew.
     *
     * @param requests the number
     */
    public void rateLimit(int requests) {
        site.rateLimit(requests);
    }

    /**
     * Lets the next calls of a name fail, after they have been carried out.
     *
     * @param name for instance {@code createKey}
     * @param fault what goes wrong
     * @param times how often, at least once
     */
    public void failNext(String name, Fault fault, int times) {
        server.failNext(name, fault, times);
    }

    /**
     * Lets the next calls fail, whatever they are, after they have been carried out.
     *
     * @param fault what goes wrong
     * @param times how often, at least once
     */
    public void failNext(Fault fault, int times) {
        server.failNext(fault, times);
    }

    /**
     * The calls so far.
     *
     * @return the log, which goes on growing
     */
    public CallLog calls() {
        return server.calls();
    }

    /** Stops the server and frees the port. */
    @Override
    public void close() {
        server.close();
    }
}
