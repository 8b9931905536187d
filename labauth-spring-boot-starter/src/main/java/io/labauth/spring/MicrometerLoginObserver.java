package io.labauth.spring;

import io.labauth.LoginProvider;
import io.labauth.web.LoginStep;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.util.function.Supplier;

/** Makes observations {@code labauth.login} and {@code labauth.exchange}, with few values for each tag and nothing of a person. */
final class MicrometerLoginObserver implements LoginObserver {
    private static final String LOGIN = "login";

    private final ObservationRegistry registry;

    MicrometerLoginObserver(ObservationRegistry registry) {
        this.registry = registry;
    }

    @Override
    public LoginStep<?> observe(String login, String stage, Supplier<LoginStep<?>> step) {
        Observation observation = Observation.createNotStarted("labauth.login", registry)
                .lowCardinalityKeyValue(LOGIN, login)
                .lowCardinalityKeyValue("stage", stage)
                .lowCardinalityKeyValue("outcome", "failed")
                .lowCardinalityKeyValue("reason", "none");
        return observation.observe(() -> {
            LoginStep<?> taken = step.get();
            observation
                    .lowCardinalityKeyValue("outcome", outcome(taken))
                    .lowCardinalityKeyValue("reason", reason(taken));
            return taken;
        });
    }

    @Override
    public <U> LoginProvider<U> observed(String login, LoginProvider<U> provider) {
        return new ObservedProvider<>(
                provider,
                () -> Observation.createNotStarted("labauth.exchange", registry).lowCardinalityKeyValue(LOGIN, login));
    }

    private static String outcome(LoginStep<?> step) {
        if (step instanceof LoginStep.Refused<?>) {
            return "refused";
        }
        return step instanceof LoginStep.SignedIn<?> ? "signed-in" : "redirected";
    }

    private static String reason(LoginStep<?> step) {
        return step instanceof LoginStep.Refused<?> refused ? refused.reason().code() : "none";
    }
}
