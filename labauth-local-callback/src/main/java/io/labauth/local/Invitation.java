package io.labauth.local;

import io.labauth.LoginProvider;
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
        return "To sign in to " + provider.serviceName() + ", open this address:\n\n  " + collector.authUrl() + "\n";
    }

    String opened() {
        return "Your browser has been asked to. " + waiting();
    }

    /** Everything that helps a person whose browser is elsewhere, with this login's own port. */
    String waysOut(boolean canPaste) {
        StringBuilder text = new StringBuilder("No browser was opened here. If yours is on another machine, either\n\n"
                + "  - run this there first, then open the address:\n"
                + "      " + surroundings.sshForward(collector.port()) + "\n"
                + "  - or open the address anyway; after the sign-in the browser ends up at a page that it cannot load.\n"
                + "    "
                + paste(canPaste)
                + "\n");
        surroundings
                .hubProxy(collector.port())
                .filter(address -> codeHints)
                .ifPresent(address -> text.append(
                                "  - or, where the hub has jupyter-server-proxy, sign in with\n      .port(")
                        .append(collector.port())
                        .append(").callbackBaseUri(URI.create(\"")
                        .append(address)
                        .append("\"))\n"));
        if (!provider.withoutBrowser().isEmpty()) {
            text.append("  - or ").append(provider.withoutBrowser()).append('\n');
        }
        return text.append('\n').append(waiting()).toString();
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
        return time.toMinutes() >= 2 ? time.toMinutes() + " minutes" : time.toSeconds() + " seconds";
    }

    private String waiting() {
        return "Waiting for you, at most " + text(timeout) + " …";
    }
}
