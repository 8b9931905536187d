package io.labauth.spring;

import static io.labauth.spring.LabAuthApiKeysConfigurer.labAuthApiKeys;

import io.labauth.apikeys.ApiKeys;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** API keys that the application issues, where it has labauth-api-keys and switches them on. */
@AutoConfiguration(after = LabAuthAutoConfiguration.class, before = LabAuthSecurityAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass(ApiKeys.class)
@ConditionalOnBooleanProperty("labauth.api-keys.enabled")
@EnableConfigurationProperties(LabAuthApiKeysProperties.class)
@Import({
    ApiKeysConfiguration.class,
    ApiKeyObservationConfiguration.class,
    ApiKeyAuditConfiguration.class,
    ApiKeyEndpointConfiguration.class
})
class ApiKeysAutoConfiguration {
    @Bean
    @ConditionalOnMissingBean
    ApiKeyObserver labAuthApiKeyObserver() {
        return verification -> verification.get();
    }

    @Bean
    ChainPart labAuthApiKeysChainPart() {
        return http -> http.with(labAuthApiKeys(), keys -> {});
    }
}
