package io.labauth.testkit;

import java.net.URI;

/**
 * An Ashr Labs server for tests, on a loopback port of this machine: the list of API keys, and their end.
 *
 * <p><b>Unverified:</b> only the operations, their fields and the kinds of error are documented. The paths, the methods and the scheme of
 * the header are guesses, and therefore settings of the builder.
 *
 * <p>Calls are logged and failed by these names: {@code listKeys}, {@code revokeKey}, {@code other}. No code of labauth is behind it.
 * Thread-safe.
 */
public final class FakeAshrLabs implements AutoCloseable {
    private final AshrLabsSite site;
    private final FakeServer server;
    private final String basePath;

    FakeAshrLabs(FakeAshrLabsBuilder settings) {
        basePath = settings.basePath;
        site = new AshrLabsSite(settings);
        server = new FakeServer("fake-ashr-labs", 0, site);
    }

    /**
     * Starts a fake without keys on a free port.
     *
     * @return the running fake
     */
    public static FakeAshrLabs start() {
        return builder().start();
    }

    /**
     * Starts from the same defaults, to change some of them.
     *
     * @return a new builder
     */
    public static FakeAshrLabsBuilder builder() {
        return new FakeAshrLabsBuilder();
    }

    /**
     * Where the API is.
     *
     * @return an absolute URI
     */
    public URI baseUrl() {
        return URI.create(server.origin() + basePath);
    }

    /**
     * Issues a key, as its owner's page in the browser does.
     *
     * @param name what it is for
     * @return the key
     */
    public String issueKey(String name) {
        synchronized (site) {
            return site.keys().issue(name);
        }
    }

    /**
     * Ends the time of a key: the answer to it says so from now on.
     *
     * @param key the key
     */
    public void expire(String key) {
        synchronized (site) {
            site.keys().expire(key);
        }
    }

    /**
     * Lets the next calls of a name fail, after they have been carried out.
     *
     * @param name for instance {@code revokeKey}
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
