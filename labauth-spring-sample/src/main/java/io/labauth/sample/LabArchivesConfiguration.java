package io.labauth.sample;

import io.labauth.labarchives.LabArchives;
import java.nio.file.Path;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;

/** The LabArchives that people are signed in to: the real one, or the fake of demo mode. */
@Configuration(proxyBeanMethods = false)
@Import(DemoConfiguration.class)
class LabArchivesConfiguration {
    @Bean
    LabArchives labArchives(ObjectProvider<DemoLabArchives> demo, Environment environment) {
        DemoLabArchives fake = demo.getIfAvailable();
        return fake != null ? fake.client() : LabArchives.fromEnvironment(AccessSettings.of(environment), Path.of(""));
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
