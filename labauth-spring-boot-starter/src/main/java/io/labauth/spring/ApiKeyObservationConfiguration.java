package io.labauth.spring;

import io.micrometer.observation.ObservationRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Micrometer for keys, where the application has it. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(ObservationRegistry.class)
class ApiKeyObservationConfiguration {
    @Bean
    @ConditionalOnMissingBean
    ApiKeyObserver micrometerApiKeyObserver(ObjectProvider<ObservationRegistry> registries) {
        return new MicrometerApiKeyObserver(registries.getIfAvailable(() -> ObservationRegistry.NOOP));
    }
}
