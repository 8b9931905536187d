package io.labauth.cli;

import io.labauth.DeviceLoginProvider;
import io.labauth.DevicePrompt;
import io.labauth.LoginProvider;
import io.labauth.local.Browser;
import io.labauth.local.DeviceLogin;
import io.labauth.local.JupyterServer;
import io.labauth.local.LocalLogin;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How the browser comes in, and the sign-in by it. */
final class BrowserOptions {
    /** The one that the help and the guide speak of. */
    private static final int USUAL_PORT = 8089;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "0",
            converter = PortOption.class,
            description = "Listen on this port, for instance one that is forwarded by ssh -L. Otherwise any free one.")
    private int port;

    @Option(
            names = "--callback-base-uri",
            paramLabel = "URL",
            description =
                    "Let the callback come through this address, which a proxy passes on to --port: on a JupyterHub"
                            + " with jupyter-server-proxy https://HUB/user/NAME/proxy/8089/.")
    private @Nullable String callbackBaseUri;

    @Option(names = "--no-browser", description = "Open no browser; print the address alone.")
    private boolean noBrowser;

    @Option(
            names = "--isolated",
            description = "Open a separate window that shares no cookies with your browser and leaves none behind.")
    private boolean isolated;

    @Option(
            names = "--device",
            description = "Sign in on another device, by a short code (OAuth and Tiled, where the service can).")
    private boolean device;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            converter = DurationOption.class,
            description =
                    "Wait at most so long: 90s, 5m, 1h (default: 5m for the browser, and as long as a short code is"
                            + " good for).")
    private @Nullable Duration timeout;

    @Option(names = "--qr", description = "Show the address as a QR code too.")
    private boolean qrCode;

    boolean isDevice() {
        return device;
    }

    /** In the browser; the other way, which goes on after "or", is printed where none can be opened here. It may be empty. */
    <U> U signIn(LoginProvider<U> provider, String withoutBrowser, Invocation invocation) {
        String ways = Stream.of(throughJupyter(invocation), withoutBrowser)
                .filter(way -> !way.isEmpty())
                .collect(Collectors.joining("\n  - or "));
        LocalLogin<U> login = LocalLogin.with(new InTerminal<>(provider, ways));
        callbackBase().ifPresent(login::callbackBaseUri);
        Duration longest = timeout == null ? LocalLogin.DEFAULT_TIMEOUT : timeout;
        try (LiveLine line = new LiveLine(invocation.console(), invocation.clock(), longest)) {
            return login.applicationName("labauth")
                    .port(port)
                    .timeout(longest)
                    .browser(browser())
                    .qrCode(qrCode)
                    .codeHints(false)
                    .output(line.above())
                    .signIn();
        }
    }

    private Optional<URI> callbackBase() {
        if (callbackBaseUri != null && port == 0) {
            throw new IllegalArgumentException("A proxy passes one port on: give it too, as in --port 8089"
                    + " --callback-base-uri https://hub.example.org/user/ada/proxy/8089/.");
        }
        return Optional.ofNullable(callbackBaseUri).map(Addresses::uri);
    }

    /** In a terminal of Jupyter, how to come back through it; nothing for who does so already. */
    private String throughJupyter(Invocation invocation) {
        int proxied = port == 0 ? USUAL_PORT : port;
        return callbackBaseUri != null
                ? ""
                : new JupyterServer(invocation.environment())
                        .proxy(proxied)
                        .map(address ->
                                "where this Jupyter has jupyter-server-proxy, run this again with\n      --port "
                                        + proxied + " --callback-base-uri " + address)
                        .orElse("");
    }

    /** By a short code, on another device or in the browser here. */
    <U> U signInByCode(DeviceLoginProvider<U> provider, Invocation invocation) {
        try (LiveLine line = new LiveLine(invocation.console(), invocation.clock(), LocalLogin.DEFAULT_TIMEOUT)) {
            DeviceLogin<U> login = DeviceLogin.with(new TimedDevice<>(provider, line, timeout, browser()))
                    .output(line.above())
                    .qrCode(device);
            return (timeout == null ? login : login.timeout(timeout)).signIn();
        }
    }

    /** The one that was asked for; none for a sign-in on another device. */
    Browser browser() {
        if (noBrowser || device) {
            return Browser.none();
        }
        return isolated ? Browser.isolated() : Browser.system();
    }

    /** Lets the line know how long the wait is, and opens the address. */
    private record TimedDevice<U>(
            DeviceLoginProvider<U> provider,
            LiveLine line,
            @Nullable Duration timeout,
            Browser browser) implements DeviceLoginProvider<U> {
        @Override
        public U signInOnDevice(DevicePrompt prompt) {
            return provider.signInOnDevice(code -> {
                Duration good = code.validity();
                line.last(timeout != null && timeout.compareTo(good) < 0 ? timeout : good);
                prompt.show(code);
                var unused = browser.open(code.verificationUri());
            });
        }

        @Override
        public String serviceName() {
            return provider.serviceName();
        }
    }
}
