package io.labauth.spring;

import io.labauth.LoginProvider;
import io.labauth.web.LoginStep;
import java.util.function.Supplier;

/** Hears of every step of a login; learns names of providers and reasons, never of a person. */
interface LoginObserver {
    /** Runs a step ({@code start} or {@code finish}) of the login of this name. */
    LoginStep<?> observe(String login, String stage, Supplier<LoginStep<?>> step);

    /** The same provider, whose exchanges are observed. */
    <U> LoginProvider<U> observed(String login, LoginProvider<U> provider);
}
