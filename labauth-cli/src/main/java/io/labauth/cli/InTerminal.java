package io.labauth.cli;

import io.labauth.ForwardingLoginProvider;
import io.labauth.LoginProvider;

/**
 * The same provider, with other ways to sign in, which can be typed here.
 *
 * @param <U> the signed-in user
 */
final class InTerminal<U> extends ForwardingLoginProvider<U> {
    private final String withoutBrowser;

    /** The text goes on after "or"; it is empty if there is no other way. */
    InTerminal(LoginProvider<U> provider, String withoutBrowser) {
        super(provider);
        this.withoutBrowser = withoutBrowser;
    }

    @Override
    public String withoutBrowser() {
        return withoutBrowser;
    }
}
