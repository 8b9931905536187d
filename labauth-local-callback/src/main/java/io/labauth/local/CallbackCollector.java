package io.labauth.local;

import io.labauth.CallbackRejectedException;
import io.labauth.LabAuthException;
import io.labauth.LoginException;
import io.labauth.PendingLogin;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * A login that listens for its callback.
 *
 * <p>It takes one callback: the first that answers this login. Everything else that knocks is refused and changes nothing. Its page in the
 * browser is shown after the exchange and says what came of it; only then does the wait end, so that the page is not
 * cut off by a program that exits.
 *
 * <p>Safe for use by several threads. Close it, best in a try-with-resources; a program that forgets to can still exit.
 *
 * @param <U> the signed-in user
 */
public final class CallbackCollector<U> implements AutoCloseable {
    private final PendingLogin pending;
    private final CallbackAddress address;
    private final Attempt<U> attempt;
    private final int port;
    private final Duration timeout;

    CallbackCollector(PendingLogin pending, CallbackAddress address, Attempt<U> attempt, int port, Duration timeout) {
        this.pending = pending;
        this.address = address;
        this.attempt = attempt;
        this.port = port;
        this.timeout = timeout;
    }

    /**
     * Where to send the person's browser.
     *
     * @return the service's sign-in address for this login; good for a few minutes
     */
    public URI authUrl() {
        return pending.authorizationUri();
    }

    /**
     * Where the listener waits.
     *
     * @return an http address with the bound loopback address as a literal, never a name; behind a proxy, the proxy's address
     */
    public URI callbackUri() {
        return pending.callbackUri();
    }

    /**
     * Waits for the person to sign in, as long as {@link LocalLogin#timeout} says; five minutes without it. As {@link #await(Duration)}.
     *
     * @return the signed-in user
     * @throws LoginException as for the other form
     * @throws LabAuthException as for the other form
     */
    public U await() {
        return await(timeout);
    }

    /**
     * Waits for the person to sign in. The name is that of {@code java.util.concurrent}, since {@link Object#wait()} is taken.
     *
     * @param limit how long to wait for the callback, more than zero; an exchange that has begun by then is awaited
     * @return the signed-in user
     * @throws IllegalArgumentException if the limit is zero or negative
     * @throws LoginException if the person refused, nothing came in time, the login was closed, or the thread was interrupted (its interrupt
     *     status is then set); the listener is closed
     * @throws LabAuthException of another kind if the service did not accept what came back, or failed
     */
    public U await(Duration limit) {
        return attempt.await(positive(limit));
    }

    /**
     * The same without waiting.
     *
     * @return completes with the signed-in user, or with the exception that {@link #await()} throws; has no time limit of its own
     */
    public CompletionStage<U> completion() {
        return attempt.completion();
    }

    /**
     * Takes the callback by hand, for a person whose browser cannot reach this machine: the address that the browser ended up at.
     * Blocks for the exchange; its outcome is what {@link #await()} gives.
     *
     * @param redirectedAddress the whole address, copied from the browser's address bar
     * @throws CallbackRejectedException if it is not the callback of this login, which then goes on; or if the login is over
     */
    public void submit(String redirectedAddress) {
        attempt.submit(address.pasted(redirectedAddress));
    }

    /** Ends the login, if it is not over, as {@link LoginException.Reason#CANCELLED}; the port is free at once. */
    @Override
    public void close() {
        attempt.cancel();
    }

    @Override
    public String toString() {
        return "CallbackCollector[port " + port + "]";
    }

    /** How long the browser may take to open the link; empty if the service does not say. */
    Optional<Duration> validity() {
        return pending.validity();
    }

    int port() {
        return port;
    }

    static Duration positive(Duration limit) {
        if (limit.isZero() || limit.isNegative()) {
            throw new IllegalArgumentException("The time to wait must be more than zero.");
        }
        return limit;
    }
}
