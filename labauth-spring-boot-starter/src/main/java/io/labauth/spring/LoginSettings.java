package io.labauth.spring;

import io.labauth.LoginProvider;
import io.labauth.web.ConsumedFlows;
import io.labauth.web.SealingKeys;
import io.labauth.web.WebLogin;
import java.net.URI;

/**
 * What all logins of the application share. None of it is a clock: that of the application may show a business date, which no login ages by.
 *
 * @param keys what seals them while they are under way
 * @param consumedFlows which are completed
 * @param observer who hears of them
 */
record LoginSettings(SealingKeys keys, ConsumedFlows consumedFlows, LoginObserver observer) {
    <U> WebLogin<U> login(String name, LoginProvider<U> provider, URI baseUrl, String loginPath, String callbackPath) {
        return WebLogin.builder(observer.observed(name, provider), baseUrl, keys)
                .name(name)
                .loginPath(loginPath)
                .callbackPath(callbackPath)
                .consumedFlows(consumedFlows)
                .neverReturnTo(LoginRoutes.LOGIN, LoginRoutes.CALLBACK)
                .build();
    }
}
