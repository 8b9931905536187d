package io.labauth.spring;

import io.micrometer.observation.ObservationRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Micrometer, where the application has it. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(ObservationRegistry.class)
class ObservationConfiguration {
    @Bean
    @ConditionalOnMissingBean
    LoginObserver micrometerLoginObserver(ObjectProvider<ObservationRegistry> registries) {
        return new MicrometerLoginObserver(registries.getIfAvailable(() -> ObservationRegistry.NOOP));
    }
}
