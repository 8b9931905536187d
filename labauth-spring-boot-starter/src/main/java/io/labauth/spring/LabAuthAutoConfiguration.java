package io.labauth.spring;

import io.labauth.LoginProvider;
import io.labauth.web.ConsumedFlows;
import io.labauth.web.SealingKeys;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.ImportRuntimeHints;

/** Whom people sign in with, and their logins; all but Spring Security's part. */
@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@EnableConfigurationProperties(LabAuthProperties.class)
@Import({
    DemoLabArchivesConfiguration.class,
    LabArchivesConfiguration.class,
    ConfiguredProviders.class,
    ObservationConfiguration.class,
    HealthConfiguration.class,
    SessionStoreConfiguration.class
})
@ImportRuntimeHints(LabAuthRuntimeHints.class)
class LabAuthAutoConfiguration {
    @Bean
    @ConditionalOnMissingBean
    LabAuthBaseUrl labAuthBaseUrl(LabAuthProperties properties, ObjectProvider<DemoMode> demo) {
        return LabAuthBaseUrl.of(
                properties.web().baseUrl(),
                Optional.ofNullable(demo.getIfAvailable()).map(mode -> mode::baseUrl));
    }

    @Bean
    @ConditionalOnMissingBean
    SealingKeys labAuthSealingKeys(LabAuthProperties properties, ObjectProvider<DemoMode> demo) {
        return properties.web().sealingKeys().isEmpty() && demo.getIfAvailable() != null
                ? SealingKeys.generate()
                : ConfiguredSealingKeys.of(properties.web().sealingKeys());
    }

    @Bean
    @ConditionalOnMissingBean
    LoginRoutes labAuthLoginRoutes(
            Map<String, LoginProvider<?>> providers,
            LabAuthBaseUrl baseUrl,
            SealingKeys keys,
            ObjectProvider<ConsumedFlows> consumedFlows,
            ObjectProvider<SessionStore> sessions,
            LoginObserver observer) {
        ConsumedFlows store = consumedFlows.getIfAvailable(() -> ConsumedFlows.inMemory(Clock.systemUTC()));
        ConsumedFlows consumed = sessions.stream()
                .findAny()
                .<ConsumedFlows>map(each -> new SessionsFirst(each, store))
                .orElse(store);
        return new LoginRoutes(providers, baseUrl, new LoginSettings(keys, consumed, observer));
    }

    @Bean
    @ConditionalOnMissingBean
    LabAuthUserService labAuthUserService() {
        return LabAuthUser::of;
    }

    @Bean
    @ConditionalOnMissingBean
    LoginFailureHandler labAuthLoginFailureHandler() {
        return new BuiltInFailurePage();
    }

    @Bean
    @ConditionalOnMissingBean
    LoginObserver labAuthLoginObserver() {
        return new Unobserved();
    }

    @Bean
    @ConditionalOnMissingBean
    LastLogin labAuthLastLogin() {
        return new LastLogin(Clock.systemUTC());
    }
}
