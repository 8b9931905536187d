package io.labauth.local;

import io.labauth.Callback;
import io.labauth.LoginProvider;
import io.labauth.PendingLogin;
import java.net.URI;
import java.time.Instant;

/** A service whose sign-in page lets Ada in at once: its address is the callback itself. */
final class RedirectingProvider implements LoginProvider<String> {
    @Override
    public PendingLogin begin(URI callbackUri) {
        return new PendingLogin(callbackUri, URI.create(callbackUri + "?code=Ada"), Instant.EPOCH);
    }

    @Override
    public void check(PendingLogin pending, Callback callback) {}

    @Override
    public String complete(PendingLogin pending, Callback callback) {
        return callback.parameter("code").orElseThrow();
    }
}
