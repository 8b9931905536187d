package io.labauth.spring;

import io.labauth.LoginProvider;
import io.labauth.web.LoginStep;
import java.util.function.Supplier;

/** Where nobody listens. */
final class Unobserved implements LoginObserver {
    @Override
    public LoginStep<?> observe(String login, String stage, Supplier<LoginStep<?>> step) {
        return step.get();
    }

    @Override
    public <U> LoginProvider<U> observed(String login, LoginProvider<U> provider) {
        return provider;
    }
}
