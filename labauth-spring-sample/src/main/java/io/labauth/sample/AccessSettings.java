package io.labauth.sample;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.core.env.Environment;

/** The settings of LabArchives in Spring's environment, which has the process' in it, and system properties and arguments besides. */
final class AccessSettings {
    private AccessSettings() {}

    static Map<String, String> of(Environment environment) {
        Map<String, String> settings = new LinkedHashMap<>();
        Stream.of("API_URL", "ACCESS_KEYID", "ACCESS_PWD").forEach(name -> {
            String value = environment.getProperty(name);
            if (value != null) {
                settings.put(name, value);
            }
        });
        return settings;
    }
}
