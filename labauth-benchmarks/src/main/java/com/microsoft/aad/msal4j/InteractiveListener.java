package com.microsoft.aad.msal4j;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullMarked;

/** Uses the package-private listener of msal4j as {@code AcquireTokenByInteractiveFlowSupplier} does. */
@NullMarked
public final class InteractiveListener {
    private final BlockingQueue<AuthorizationResult> results = new LinkedBlockingQueue<>();
    private final HttpListener listener = new HttpListener();

    private InteractiveListener() {}

    /**
     * Starts to listen on a port that the system chooses.
     *
     * @return the listener, accepting
     */
    public static InteractiveListener start() {
        InteractiveListener started = new InteractiveListener();
        SystemBrowserOptions options = SystemBrowserOptions.builder().build();
        started.listener.startListener(0, new AuthorizationResponseHandler(started.results, options));
        return started;
    }

    /**
     * Where it listens.
     *
     * @return the port
     */
    public int port() {
        return listener.port();
    }

    /**
     * Waits for the callback.
     *
     * @return the code that came
     */
    public String awaitCode() {
        try {
            AuthorizationResult result = null;
            while (result == null) {
                result = results.poll(100, TimeUnit.MILLISECONDS);
            }
            return result.code();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted.", e);
        }
    }

    /** Stops listening. */
    public void stop() {
        listener.stopListener();
    }
}
