package io.labauth.spring;

import io.labauth.LoginProvider;
import io.labauth.web.ConsumedFlows;
import io.labauth.web.SealingKeys;
import io.labauth.web.WebLogin;
import java.net.URI;
import java.time.Clock;

/**
 * What all logins of the application share.
 *
 * @param keys what seals them while they are under way
 * @param consumedFlows which are completed
 * @param clock how late it is
 * @param observer who hears of them
 */
record LoginSettings(SealingKeys keys, ConsumedFlows consumedFlows, Clock clock, LoginObserver observer) {
    <U> WebLogin<U> login(String name, LoginProvider<U> provider, URI baseUrl, String loginPath, String callbackPath) {
        return WebLogin.builder(observer.observed(name, provider), baseUrl, keys)
                .name(name)
                .loginPath(loginPath)
                .callbackPath(callbackPath)
                .consumedFlows(consumedFlows)
                .clock(clock)
                .build();
    }
}
