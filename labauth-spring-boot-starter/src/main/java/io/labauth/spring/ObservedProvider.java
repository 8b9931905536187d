package io.labauth.spring;

import io.labauth.Callback;
import io.labauth.LoginProvider;
import io.labauth.PendingLogin;
import io.micrometer.observation.Observation;
import java.net.URI;
import java.util.Objects;
import java.util.function.Supplier;

/** A provider whose exchanges are observed. */
final class ObservedProvider<U> implements LoginProvider<U> {
    private final LoginProvider<U> provider;
    private final Supplier<Observation> observations;

    ObservedProvider(LoginProvider<U> provider, Supplier<Observation> observations) {
        this.provider = provider;
        this.observations = observations;
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
        return Objects.requireNonNull(observations.get().observe(() -> provider.complete(pending, callback)));
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
