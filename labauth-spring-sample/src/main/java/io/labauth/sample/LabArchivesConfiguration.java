package io.labauth.sample;

import io.labauth.labarchives.LabArchives;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
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
        return fake != null ? fake.client() : LabArchives.fromEnvironment(settings(environment), Path.of(""));
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    /** Spring's environment has the process' environment in it, and system properties and arguments besides. */
    private static Map<String, String> settings(Environment environment) {
        Map<String, String> settings = new LinkedHashMap<>();
        Stream.of("API_URL", NoAccessKey.ACCESS_KEY_ID, "ACCESS_PWD").forEach(name -> {
            String value = environment.getProperty(name);
            if (value != null) {
                settings.put(name, value);
            }
        });
        return settings;
    }
}
