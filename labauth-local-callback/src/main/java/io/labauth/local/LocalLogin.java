package io.labauth.local;

import io.labauth.LabAuthException;
import io.labauth.LoginException;
import io.labauth.LoginProvider;
import io.labauth.PendingLogin;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A sign-in on the person's own machine: a listener on a loopback address waits for the callback while the browser is at the service.
 *
 * <pre>{@code
 * LabArchivesUser user = LocalLogin.with(LabArchives.fromEnvironment()).signIn();
 * }</pre>
 *
 * <p>The settings come first, by one thread; after that any thread may call {@link #open} and {@link #signIn}, and each call is a login of its
 * own.
 *
 * @param <U> the signed-in user
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8252#section-7.3">RFC 8252, section 7.3</a>
 */
public final class LocalLogin<U> {
    /** How long {@link #signIn()} and {@link CallbackCollector#await()} wait for the callback, unless {@link #timeout} says otherwise. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(5);

    private final LoginProvider<U> provider;
    private int[] ports = {0};
    private String path = "/callback/";
    private @Nullable URI callbackBaseUri;
    private Browser browser = Browser.system();
    private PrintStream output = Surroundings.ofThisProcess().isNotebook() ? System.out : System.err;
    private @Nullable InputStream input = Terminal.input();
    private Duration timeout = DEFAULT_TIMEOUT;
    private String applicationName = "";
    private PageRenderer pages = new BuiltInPages();
    private boolean qrCode;
    private boolean codeHints = true;

    private LocalLogin(LoginProvider<U> provider) {
        this.provider = Objects.requireNonNull(provider);
    }

    /**
     * A login at a service, on a port that the system chooses, with the person's own browser.
     *
     * @param provider the service, for instance {@code LabArchives.fromEnvironment()}
     * @param <U> the signed-in user
     * @return the login, not begun
     */
    public static <U> LocalLogin<U> with(LoginProvider<U> provider) {
        return new LocalLogin<>(provider);
    }

    /**
     * Starts the threads that all logins of this process share, so that the first login finds them. For a program that knows
     * early that it will need one; otherwise the first {@link #open} does it.
     */
    public static void warmUp() {
        LoopbackServer.bind(0).close().join();
    }

    /**
     * Listens on a port of one's choice, for instance one that is forwarded by {@code ssh -L}.
     *
     * @param port 1 to 65535; 0 lets the system choose, as without this setting
     * @return this
     * @throws IllegalArgumentException if the port is out of range
     */
    public LocalLogin<U> port(int port) {
        return ports(port);
    }

    /**
     * Listens on the first of several ports that is free, for instance those that are registered at the service.
     *
     * @param ports in the order in which they are tried; each 1 to 65535, or 0 to let the system choose
     * @return this
     * @throws IllegalArgumentException if there is none, or one is out of range
     */
    public LocalLogin<U> ports(int... ports) {
        if (ports.length == 0) {
            throw new IllegalArgumentException("At least one port must be given.");
        }
        for (int port : ports) {
            if (port < 0 || port > 65535) {
                throw new IllegalArgumentException("A port must be 1 to 65535, or 0 to let the system choose.");
            }
        }
        this.ports = ports.clone();
        return this;
    }

    /**
     * Listens at a path of one's choice. A provider without a {@code state} parameter puts an unguessable segment behind it: the
     * address that counts is {@link CallbackCollector#callbackUri()}.
     *
     * @param path starts with {@code /}; no query, no fragment; {@code /callback/} without this setting
     * @return this
     * @throws IllegalArgumentException if the path is not of that form
     */
    public LocalLogin<U> path(String path) {
        this.path = CallbackPath.checked(path);
        return this;
    }

    /**
     * Listens behind a proxy that the person's browser can reach, such as jupyter-server-proxy: the callback goes to this address, and the proxy
     * passes it on to the listener's port. Give the port too, since the proxy must know it.
     *
     * @param base what the proxy passes on: https, or http on a loopback address; ends in {@code /}, for instance
     *     {@code https://hub.example.org/user/ada/proxy/8089/}. The proxy may pass the path on with or without its own part.
     * @return this
     * @throws IllegalArgumentException if the address is not of that form
     */
    public LocalLogin<U> callbackBaseUri(URI base) {
        this.callbackBaseUri = CallbackPath.checkedBase(base);
        return this;
    }

    /**
     * Opens the sign-in page by other means than the person's own browser.
     *
     * @param browser used by {@link #signIn()}; {@link Browser#system()} without this setting
     * @return this
     */
    public LocalLogin<U> browser(Browser browser) {
        this.browser = browser;
        return this;
    }

    /**
     * Prints the link elsewhere than on the standard error; or, in a kernel of Jupyter, than on the standard output, which is
     * all of a program that some kernels show.
     *
     * @param output used by {@link #signIn()}
     * @return this
     */
    public LocalLogin<U> output(PrintStream output) {
        this.output = output;
        return this;
    }

    /**
     * Reads pasted addresses from elsewhere than the console; without this setting, and without a console, nothing is read.
     *
     * @param input lines of UTF-8; only what {@link InputStream#available()} announces is read, so that nothing is taken away from
     *     the program once the login is over
     * @return this
     */
    public LocalLogin<U> input(InputStream input) {
        this.input = input;
        return this;
    }

    /**
     * Waits longer or shorter than five minutes.
     *
     * @param timeout how long {@link #signIn()} and {@link CallbackCollector#await()} wait for the callback, more than zero
     * @return this
     * @throws IllegalArgumentException if the time is zero or negative
     */
    public LocalLogin<U> timeout(Duration timeout) {
        this.timeout = CallbackCollector.positive(timeout);
        return this;
    }

    /**
     * Names the program on the pages that the person sees.
     *
     * @param name for instance {@code Gel Reader}
     * @return this
     */
    public LocalLogin<U> applicationName(String name) {
        this.applicationName = name;
        return this;
    }

    /**
     * Shows pages of one's own.
     *
     * @param pages writes each page
     * @return this
     */
    public LocalLogin<U> pages(PageRenderer pages) {
        this.pages = pages;
        return this;
    }

    /**
     * Prints the link as a QR code too, for a telephone that can reach the callback through {@link #callbackBaseUri}, or whose person
     * pastes the address. An address of more than 450 characters is too long for it.
     *
     * @param printed whether to
     * @return this
     */
    public LocalLogin<U> qrCode(boolean printed) {
        this.qrCode = printed;
        return this;
    }

    /**
     * Leaves out of what is printed what is for programmers: which methods to call. For a program whose users did not write it.
     *
     * @param printed false to leave it out; printed without this setting, since in a notebook the reader is the programmer
     * @return this
     */
    public LocalLogin<U> codeHints(boolean printed) {
        this.codeHints = printed;
        return this;
    }

    /**
     * Signs the person in: listens, prints the link, opens the browser, waits at most five minutes, and exchanges the callback. Where there is a
     * console, the address that the browser ended up at may be pasted there instead.
     *
     * @return the signed-in user
     * @throws LoginException if the person refused, nothing came in time, or the thread was interrupted
     * @throws LabAuthException of another kind if the service did not accept what came back, or failed
     * @throws IllegalStateException if the port cannot be listened on; names the port and what to do
     */
    public U signIn() {
        try (CallbackCollector<U> collector = open();
                PasteReader reader = new PasteReader(input, output, collector::submit)) {
            Invitation invitation =
                    new Invitation(provider, collector, timeout, Surroundings.ofThisProcess(), codeHints);
            output.println(invitation.link());
            if (qrCode) {
                output.println(QrCode.fitting(collector.authUrl())
                        .orElse("The address is too long for a QR code that a terminal has room for."));
            }
            output.println(
                    browser.open(collector.authUrl()) ? invitation.opened() : invitation.waysOut(reader.isReading()));
            output.flush();
            return collector.await(timeout);
        } finally {
            browser.finished();
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
        LoopbackServer server = LoopbackServer.bind(ports);
        boolean listening = false;
        try {
            CallbackCollector<U> collector = listen(server);
            listening = true;
            return collector;
        } finally {
            if (!listening) {
                server.close().join();
            }
        }
    }

    @Override
    public String toString() {
        return "LocalLogin[" + provider.serviceName() + "]";
    }

    CallbackCollector<U> listen(LoopbackServer server) {
        URI bound = server.uri();
        URI base = callbackBaseUri == null ? bound : callbackBaseUri;
        PendingLogin pending = provider.begin(URI.create(base + path.substring(1)));
        CallbackAddress address = new CallbackAddress(pending.callbackUri(), bound, base);
        Attempt<U> attempt = new Attempt<>(provider, pending, server::close);
        attempt.rehearseWait();
        server.serve(new CallbackHandler(address, attempt, page()));
        return new CallbackCollector<>(pending, address, attempt, bound.getPort(), timeout);
    }

    private Function<Outcome, String> page() {
        String application = applicationName;
        String service = provider.serviceName();
        PageRenderer renderer = pages;
        return outcome -> renderer.html(
                new PageContent(outcome.kind(), application, service, outcome.title(), outcome.message()));
    }
}
