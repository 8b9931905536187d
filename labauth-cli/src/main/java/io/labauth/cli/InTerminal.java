package io.labauth.cli;

import io.labauth.ForwardingLoginProvider;
import io.labauth.LoginProvider;

/**
 * The same provider, with a way to sign in without a browser that can be typed here.
 *
 * @param <U> the signed-in user
 */
final class InTerminal<U> extends ForwardingLoginProvider<U> {
    private final String withoutBrowser;

    /** The way goes on after "or"; it is empty if there is none. */
    InTerminal(LoginProvider<U> provider, String withoutBrowser) {
        super(provider);
        this.withoutBrowser = withoutBrowser;
    }

    @Override
    public String withoutBrowser() {
        return withoutBrowser;
    }
}
