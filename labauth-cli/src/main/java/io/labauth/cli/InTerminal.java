package io.labauth.cli;

import io.labauth.Callback;
import io.labauth.LoginProvider;
import io.labauth.PendingLogin;
import java.net.URI;

/**
 * The same provider, with a way to sign in without a browser that can be typed here.
 *
 * @param provider the provider
 * @param withoutBrowser goes on after "or"; empty if there is no such way
 * @param <U> the signed-in user
 */
record InTerminal<U>(LoginProvider<U> provider, String withoutBrowser) implements LoginProvider<U> {
    @Override
    public PendingLogin begin(URI callbackUri) {
        return provider.begin(callbackUri);
    }

    @Override
    public void check(PendingLogin pending, Callback callback) {
        provider.check(pending, callback);
    }

    @Override
    public U complete(PendingLogin pending, Callback callback) {
        return provider.complete(pending, callback);
    }

    @Override
    public String registration() {
        return provider.registration();
    }

    @Override
    public String serviceName() {
        return provider.serviceName();
    }

    @Override
    public String displayName(U user) {
        return provider.displayName(user);
    }

    @Override
    public String email(U user) {
        return provider.email(user);
    }

    @Override
    public String subject(U user) {
        return provider.subject(user);
    }
}
