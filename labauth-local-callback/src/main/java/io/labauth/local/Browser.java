package io.labauth.local;

import java.net.URI;
import java.util.Optional;

/** Opens an address where the person can see it. */
@FunctionalInterface
public interface Browser {
    /**
     * Opens an address in a browser. A failure is no exception but {@code false}: it never fails a login.
     *
     * @param address an absolute http or https address; pass it on as one argument, never through a shell
     * @return whether a browser was started; false lets the person open the printed link, and the login goes on
     */
    boolean open(URI address);

    /** The login is over: closes what was opened for it alone. Does nothing unless overridden. */
    default void finished() {}

    /**
     * The person's own browser, found by what the environment variable {@code LABAUTH_BROWSER} (or {@code LA_AUTH_BROWSER}) says: {@code chrome},
     * {@code edge}, {@code firefox}, a command that takes the address as its last argument or in place of {@code %s}, with double
     * quotes around what has blanks, or {@code none} or {@code terminal} for the printed link alone. Without the variable, the operating
     * system's way to open an address; none in an SSH session, under {@code sudo}, in a container or without a screen.
     *
     * @return the browser
     */
    static Browser system() {
        return new SystemBrowser(Surroundings.ofThisProcess(), Launcher.processes());
    }

    /**
     * What {@link #system()} would start, for programs that help to find out why no browser opens.
     *
     * @return the program's name or file, with its arguments; empty if there is none, or none is wanted
     */
    static Optional<String> systemCommand() {
        return new SystemBrowser(Surroundings.ofThisProcess(), Launcher.processes()).command();
    }

    /**
     * A separate window of Chrome, Chromium, Edge or Firefox with a fresh profile, which is closed and deleted when the login is over: the sign-in
     * sees no cookies of the person's own browser and leaves none behind. None in an SSH session, under {@code sudo} or without a display, nor
     * where each browser ends at once, as Chrome, Chromium and Edge do for the user root: it takes two seconds to know.
     *
     * @return the browser, for one login at a time
     */
    static Browser isolated() {
        return new IsolatedBrowser(Surroundings.ofThisProcess());
    }

    /**
     * No browser: the link is printed, and the person opens it.
     *
     * @return the browser that is none
     */
    static Browser none() {
        return address -> false;
    }
}
