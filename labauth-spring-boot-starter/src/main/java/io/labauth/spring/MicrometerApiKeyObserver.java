package io.labauth.spring;

import io.labauth.apikeys.KeyRejection;
import io.labauth.apikeys.Verification;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** Makes observations {@code labauth.api-key}, with few values for the tag and nothing of the key or its owner. */
final class MicrometerApiKeyObserver implements ApiKeyObserver {
    private static final String OUTCOME = "outcome";

    private final ObservationRegistry registry;

    MicrometerApiKeyObserver(ObservationRegistry registry) {
        this.registry = registry;
    }

    @Override
    public Optional<Verification> observe(Supplier<Optional<Verification>> verification) {
        Observation observation =
                Observation.createNotStarted("labauth.api-key", registry).lowCardinalityKeyValue(OUTCOME, "failed");
        return observation.observe(() -> {
            Optional<Verification> shown = verification.get();
            observation.lowCardinalityKeyValue(
                    OUTCOME, shown.map(MicrometerApiKeyObserver::outcome).orElse("none"));
            return shown;
        });
    }

    private static String outcome(Verification verification) {
        return verification instanceof KeyRejection rejection
                ? rejection.name().toLowerCase(Locale.ROOT).replace('_', '-')
                : "verified";
    }
}
