package io.labauth;

import java.net.URI;

/**
 * A provider that is another one in all but what a subclass says: for instance one whose exchanges are observed.
 *
 * <p>As safe for use by several threads as the other provider and the subclass are.
 *
 * @param <U> the signed-in user
 */
public abstract class ForwardingLoginProvider<U> implements LoginProvider<U> {
    private final LoginProvider<U> provider;

    /**
     * Forwards everything.
     *
     * @param provider to whom
     */
    protected ForwardingLoginProvider(LoginProvider<U> provider) {
        this.provider = provider;
    }

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

    @Override
    public String withoutBrowser() {
        return provider.withoutBrowser();
    }
}
