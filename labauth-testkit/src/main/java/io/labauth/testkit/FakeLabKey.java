package io.labauth.testkit;

import java.net.URI;
import java.time.Duration;

/**
 * A LabKey server for tests, on a loopback port of this machine: its API keys and session keys, and the rows that show them.
 *
 * <p>A key is taken as {@code Basic} with the user name {@code apikey}, or in the header {@code apikey}; a valid session cookie outranks
 * both. Every method but GET needs the header {@code X-LABKEY-CSRF} equal to the cookie of that name. After ten wrong keys in a minute
 * every key is refused until the minute is over. There are the folders {@code /}, {@code /home} and {@code /Shared}.
 *
 * <p>Calls are logged and failed by the names of their actions: {@code whoami}, {@code ensureLogin}, {@code createApiKey}, {@code
 * selectRows}, {@code deleteRows}, {@code logout}. No code of labauth is behind it. Thread-safe.
 */
public final class FakeLabKey implements AutoCloseable {
    private final LabKeySite site;
    private final FakeServer server;
    private final String contextPath;
    private int lastUserId = 1000;

    FakeLabKey(FakeLabKeyBuilder builder) {
        contextPath = builder.contextPath;
        site = new LabKeySite(contextPath, builder.clock);
        server = new FakeServer("fake-labkey", builder.port, site);
    }

    /**
     * Starts a fake without users, on a free port, without a context path.
     *
     * @return the running fake
     */
    public static FakeLabKey start() {
        return builder().start();
    }

    /**
     * Starts from the same defaults, to change some of them.
     *
     * @return a new builder
     */
    public static FakeLabKeyBuilder builder() {
        return new FakeLabKeyBuilder();
    }

    /**
     * Where the server is.
     *
     * @return an absolute URI that ends in the context path
     */
    public URI baseUrl() {
        return URI.create(server.origin() + contextPath);
    }

    /**
     * Adds a person who sees their own keys.
     *
     * @param email the e-mail address
     * @param displayName the name that others see
     * @return the user
     */
    public FakeLabKeyUser addUser(String email, String displayName) {
        return user(email, displayName, false);
    }

    /**
     * Adds a person who sees everybody's keys.
     *
     * @param email the e-mail address
     * @param displayName the name that others see
     * @return the user
     */
    public FakeLabKeyUser addAdministrator(String email, String displayName) {
        return user(email, displayName, true);
    }

    /**
     * Adds a folder.
     *
     * @param path the path, for instance {@code /My Project/Plates}, not encoded
     */
    public void addFolder(String path) {
        site.addFolder(path);
    }

    /**
     * Issues an API key, as the user's own page in the browser does.
     *
     * @param user the owner
     * @param description what it is for
     * @return the key
     */
    public String issueKey(FakeLabKeyUser user, String description) {
        synchronized (site) {
            return site.keys().issue(user, description);
        }
    }

    /**
     * Sets which kinds of key may be created, as an administrator does; both initially.
     *
     * @param apiKeys whether API keys may be created; the real server's default is no
     * @param sessionKeys whether session keys may be created; the real server's default is no
     */
    public void allowKeys(boolean apiKeys, boolean sessionKeys) {
        site.allow(apiKeys, sessionKeys);
    }

    /**
     * Sets how long API keys are valid that are issued from now on; for ever initially.
     *
     * @param lifetime the time
     */
    public void keyLifetime(Duration lifetime) {
        synchronized (site) {
            site.keys().lifetime(lifetime);
        }
    }

    /**
     * Sets how many wrong keys in a minute close the server for keys; ten initially.
     *
     * @param failures the number
     */
    public void throttleAfter(int failures) {
        synchronized (site) {
            site.throttle().limit(failures);
        }
    }

    /** Ends all sessions, and with them the session keys, as a restart of the server does. */
    public void endSessions() {
        synchronized (site) {
            site.sessions().endAll();
        }
    }

    /**
     * Lets the next calls of an action fail, after they have been carried out.
     *
     * @param action the action's name, for instance {@code createApiKey}
     * @param fault what goes wrong
     * @param times how often, at least once
     */
    public void failNext(String action, Fault fault, int times) {
        server.failNext(action, fault, times);
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

    private synchronized FakeLabKeyUser user(String email, String displayName, boolean administrator) {
        return new FakeLabKeyUser(++lastUserId, email, displayName, administrator);
    }
}
