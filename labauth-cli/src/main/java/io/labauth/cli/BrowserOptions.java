package io.labauth.cli;

import io.labauth.DeviceLoginProvider;
import io.labauth.DevicePrompt;
import io.labauth.LoginProvider;
import io.labauth.local.Browser;
import io.labauth.local.DeviceLogin;
import io.labauth.local.LocalLogin;
import java.time.Duration;
import picocli.CommandLine.Option;

/** How the browser comes in, and the sign-in by it. */
final class BrowserOptions {
    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "0",
            converter = PortOption.class,
            description = "Listen on this port, for instance one that is forwarded by ssh -L. Otherwise any free one.")
    private int port;

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
            defaultValue = "5m",
            converter = DurationOption.class,
            description = "Wait at most so long: 90s, 5m, 1h (default: ${DEFAULT-VALUE}).")
    private Duration timeout = LocalLogin.DEFAULT_TIMEOUT;

    @Option(names = "--qr", description = "Show the address as a QR code too.")
    private boolean qrCode;

    boolean isDevice() {
        return device;
    }

    <U> U signIn(LoginProvider<U> provider, Invocation invocation) {
        try (LiveLine line = new LiveLine(invocation.console(), invocation.clock(), timeout)) {
            return LocalLogin.with(provider)
                    .applicationName("labauth")
                    .port(port)
                    .timeout(timeout)
                    .browser(browser())
                    .qrCode(qrCode)
                    .codeHints(false)
                    .output(line.above())
                    .signIn();
        }
    }

    <U> U signInOnDevice(DeviceLoginProvider<U> provider, Invocation invocation) {
        try (LiveLine line = new LiveLine(invocation.console(), invocation.clock(), timeout)) {
            return DeviceLogin.with(new TimedDevice<>(provider, line))
                    .output(line.above())
                    .signIn();
        }
    }

    /** The one that was asked for; none for a sign-in on another device. */
    Browser browser() {
        if (isolated) {
            return Browser.isolated();
        }
        return noBrowser || device ? Browser.none() : Browser.system();
    }

    /** Lets the line know how long the code is good for. */
    private record TimedDevice<U>(DeviceLoginProvider<U> provider, LiveLine line) implements DeviceLoginProvider<U> {
        @Override
        public U signInOnDevice(DevicePrompt prompt) {
            return provider.signInOnDevice(code -> {
                line.last(code.validity());
                prompt.show(code);
            });
        }

        @Override
        public String serviceName() {
            return provider.serviceName();
        }
    }
}
