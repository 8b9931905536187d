package io.labauth.local;

import io.labauth.LoginProvider;
import java.net.URI;
import java.time.Duration;

/** What {@link LocalLogin#signIn()} prints. */
final class Invitation {
    private final LoginProvider<?> provider;
    private final CallbackCollector<?> collector;
    private final Duration timeout;
    private final Surroundings surroundings;
    private final boolean codeHints;

    Invitation(
            LoginProvider<?> provider,
            CallbackCollector<?> collector,
            Duration timeout,
            Surroundings surroundings,
            boolean codeHints) {
        this.provider = provider;
        this.collector = collector;
        this.timeout = timeout;
        this.surroundings = surroundings;
        this.codeHints = codeHints;
    }

    String link() {
        return "To sign in to " + provider.serviceName() + ", open this address" + within() + ":\n\n  "
                + collector.authUrl() + "\n";
    }

    /** Where the link is good for less time than the listener waits. */
    private String within() {
        return collector
                .validity()
                .filter(time -> time.compareTo(timeout) < 0)
                .map(time -> " within " + text(time))
                .orElse("");
    }

    String opened() {
        return "Your browser has been asked to. " + waiting();
    }

    /** Everything that helps a person whose browser is elsewhere, with this login's own port. */
    String waysOut(boolean canPaste) {
        if (isBehindProxy()) {
            return "No browser was opened here. Open the address in yours; the sign-in comes back through the proxy. If that page"
                    + "\ncannot be loaded: " + paste(canPaste) + "\n\n" + waiting();
        }
        StringBuilder text = new StringBuilder("No browser was opened here. If yours is on another machine, either\n\n"
                + "  - run this there first, then open the address:\n"
                + "      " + surroundings.sshForward(collector.port()) + "\n"
                + "  - or open the address anyway; after the sign-in the browser ends up at a page that it cannot load.\n"
                + "    "
                + paste(canPaste)
                + "\n");
        new JupyterServer(surroundings.environment())
                .proxy(collector.port())
                .filter(address -> codeHints)
                .ifPresent(address -> text.append(
                                "  - or, where this Jupyter has jupyter-server-proxy, sign in with\n      .port(")
                        .append(collector.port())
                        .append(").callbackBaseUri(URI.create(\"")
                        .append(address)
                        .append("\"))\n"));
        if (!provider.withoutBrowser().isEmpty()) {
            text.append("  - or ").append(provider.withoutBrowser()).append('\n');
        }
        return text.append('\n').append(waiting()).toString();
    }

    /** The callback then goes to another address than that of the listener, and reaches it from anywhere. */
    private boolean isBehindProxy() {
        URI callback = collector.callbackUri();
        return !callback.getScheme().equals("http") || callback.getPort() != collector.port();
    }

    private String paste(boolean possible) {
        if (possible) {
            return "Copy that page's address and paste it here.";
        }
        return codeHints
                ? "Its address can be given to submit(…), where the program began the login with open()."
                : "Run this in a terminal, and that page's address can be pasted here.";
    }

    static String text(Duration time) {
        if (time.toMinutes() >= 2) {
            return time.toMinutes() + " minutes";
        }
        return time.toSeconds() == 1 ? "1 second" : time.toSeconds() + " seconds";
    }

    private String waiting() {
        return "Waiting for you, at most " + text(timeout) + " …";
    }
}
