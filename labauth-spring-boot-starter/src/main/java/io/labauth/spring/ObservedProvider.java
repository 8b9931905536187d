package io.labauth.spring;

import io.labauth.Callback;
import io.labauth.ForwardingLoginProvider;
import io.labauth.LoginProvider;
import io.labauth.PendingLogin;
import io.micrometer.observation.Observation;
import java.util.Objects;
import java.util.function.Supplier;

/** A provider whose exchanges are observed. */
final class ObservedProvider<U> extends ForwardingLoginProvider<U> {
    private final Supplier<Observation> observations;

    ObservedProvider(LoginProvider<U> provider, Supplier<Observation> observations) {
        super(provider);
        this.observations = observations;
    }

    @Override
    public U complete(PendingLogin pending, Callback callback) {
        return Objects.requireNonNull(observations.get().observe(() -> super.complete(pending, callback)));
    }
}
