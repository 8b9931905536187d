package io.labauth.local;

import java.net.URI;

/** Opens an address where the person can see it. */
@FunctionalInterface
public interface Browser {
    /**
     * Opens an address in a browser.
     *
     * @param address an absolute http or https address; pass it on as one argument, never through a shell
     * @return whether a browser was started; false lets the person open the printed link, and the login goes on
     */
    boolean open(URI address);
}
