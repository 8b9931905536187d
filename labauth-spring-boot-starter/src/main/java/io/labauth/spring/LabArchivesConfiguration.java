package io.labauth.spring;

import io.labauth.LoginProvider;
import io.labauth.labarchives.LabArchives;
import java.nio.file.Path;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** The LabArchives that people sign in to, unless the application says whom they sign in with. */
@Configuration(proxyBeanMethods = false)
@Conditional(LabArchivesCondition.class)
class LabArchivesConfiguration {
    @Bean
    @ConditionalOnMissingBean(LoginProvider.class)
    LabArchives labArchives(LabAuthProperties properties, Environment environment) {
        return new AccessSettings(properties.labarchives(), environment, Path.of("")).client();
    }
}
