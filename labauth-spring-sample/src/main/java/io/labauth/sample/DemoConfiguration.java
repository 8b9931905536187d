package io.labauth.sample;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

/** Demo mode. */
@Configuration(proxyBeanMethods = false)
@Conditional(NoAccessKey.class)
class DemoConfiguration {
    @Bean
    DemoLabArchives demoLabArchives() {
        return new DemoLabArchives();
    }
}
