package io.labauth.spring;

import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The health of the sign-in by what was seen of it; asks no provider. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(HealthIndicator.class)
class HealthConfiguration {
    @Bean
    @ConditionalOnMissingBean(name = "labAuthHealthIndicator")
    HealthIndicator labAuthHealthIndicator(LastLogin lastLogin) {
        return () -> health(lastLogin);
    }

    private static Health health(LastLogin lastLogin) {
        Health.Builder health = lastLogin.failsHere() ? Health.down() : Health.up();
        lastLogin
                .ending()
                .ifPresent(ending -> health.withDetail(
                                "lastLogin",
                                ending.failure().map(reason -> reason.code()).orElse("signed-in"))
                        .withDetail("at", ending.at().toString()));
        return health.build();
    }
}
