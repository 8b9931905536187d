package io.labauth.local;

import io.labauth.LabAuthException;
import io.labauth.LoginException;
import io.labauth.LoginProvider;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Objects;

/**
 * A sign-in on the person's own machine: a listener on a loopback address waits for the callback while the browser is at the service.
 *
 * <pre>{@code
 * LabArchivesUser user = LocalLogin.with(LabArchives.fromEnvironment()).signIn();
 * }</pre>
 *
 * <p>Immutable: every setting gives a changed copy. Safe for use by several threads; each {@link #open} is a login of its own.
 *
 * @param <U> the signed-in user
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8252#section-7.3">RFC 8252, section 7.3</a>
 */
public final class LocalLogin<U> {
    /** How long {@link #signIn()} and {@link CallbackCollector#await()} wait for the callback. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(5);

    private final LoginProvider<U> provider;
    private final int port;
    private final String path;
    private final Browser browser;
    private final PrintStream output;

    private LocalLogin(LoginProvider<U> provider, int port, String path, Browser browser, PrintStream output) {
        this.provider = provider;
        this.port = port;
        this.path = path;
        this.browser = browser;
        this.output = output;
    }

    /**
     * A login at a service, on a port that the system chooses, with the person's own browser.
     *
     * @param provider the service, for instance {@code LabArchives.fromEnvironment()}
     * @param <U> the signed-in user
     * @return the login, not begun
     */
    public static <U> LocalLogin<U> with(LoginProvider<U> provider) {
        return new LocalLogin<>(
                Objects.requireNonNull(provider), 0, "/callback/", SystemBrowser.ofThisMachine(), System.err);
    }

    /**
     * Listens on a port of one's choice, for instance one that is forwarded by {@code ssh -L}.
     *
     * @param port 1 to 65535; 0 lets the system choose, as without this setting
     * @return the login with it
     * @throws IllegalArgumentException if the port is out of range
     */
    public LocalLogin<U> port(int port) {
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("The port must be 1 to 65535, or 0 to let the system choose.");
        }
        return new LocalLogin<>(provider, port, path, browser, output);
    }

    /**
     * Listens at a path of one's choice. A provider without a {@code state} parameter puts an unguessable segment behind it: the
     * address that counts is {@link CallbackCollector#callbackUri()}.
     *
     * @param path starts with {@code /}; no query, no fragment; {@code /callback/} without this setting
     * @return the login with it
     * @throws IllegalArgumentException if the path is not of that form
     */
    public LocalLogin<U> path(String path) {
        return new LocalLogin<>(provider, port, CallbackPath.checked(path), browser, output);
    }

    /**
     * Opens the sign-in page by other means than the person's own browser.
     *
     * @param browser used by {@link #signIn()}
     * @return the login with it
     */
    public LocalLogin<U> browser(Browser browser) {
        return new LocalLogin<>(provider, port, path, browser, output);
    }

    /**
     * Prints the link elsewhere than on the standard error.
     *
     * @param output used by {@link #signIn()}
     * @return the login with it
     */
    public LocalLogin<U> output(PrintStream output) {
        return new LocalLogin<>(provider, port, path, browser, output);
    }

    /**
     * Signs the person in: listens, prints the link, opens the browser, waits at most five minutes, and exchanges the callback.
     *
     * @return the signed-in user
     * @throws LoginException if the person refused, nothing came in time, or the thread was interrupted
     * @throws LabAuthException of another kind if the service did not accept what came back, or failed
     * @throws IllegalStateException if the port cannot be listened on; names the port and what to do
     */
    public U signIn() {
        try (CallbackCollector<U> collector = open()) {
            output.println(
                    "Sign in to " + provider.serviceName() + " at this address:\n\n  " + collector.authUrl() + "\n");
            if (!browser.open(collector.authUrl())) {
                output.println("No browser could be opened here; open the address in one on this machine.");
            }
            output.println("Waiting for the sign-in, at most " + DEFAULT_TIMEOUT.toMinutes() + " minutes …");
            output.flush();
            return collector.await();
        }
    }

    /**
     * Begins a login and listens for its callback; the rest is the caller's: to show {@link CallbackCollector#authUrl()}, to wait, and to
     * close.
     *
     * @return the login that listens
     * @throws IllegalStateException if the port cannot be listened on; names the port and what to do
     */
    public CallbackCollector<U> open() {
        return CallbackCollector.open(provider, port, path);
    }

    @Override
    public String toString() {
        return "LocalLogin[" + provider.serviceName() + ", port " + port + "]";
    }
}
