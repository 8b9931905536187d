package io.labauth.spring;

import io.labauth.Secret;
import io.labauth.labarchives.LabArchives;
import io.labauth.spring.LabAuthProperties.AccessKey;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/** The settings of LabArchives: our properties, else those of Spring's environment, which has the process' in it, else those of a file. */
final class AccessSettings {
    private final Map<String, String> settings = new LinkedHashMap<>();
    private final Path directory;
    private final boolean pacing;

    AccessSettings(AccessKey key, Environment environment, Path directory) {
        this.directory = directory;
        this.pacing = key.pacing();
        put("ACCESS_KEYID", key.accessKeyId(), environment);
        Secret password = key.accessPassword();
        put("ACCESS_PWD", password == null ? null : password.reveal(), environment);
        put("API_URL", key.apiUrl(), environment);
    }

    /** For a condition, before there are beans. */
    static AccessSettings of(Environment environment, Path directory) {
        AccessKey key = Binder.get(environment).bindOrCreate("labauth.labarchives", AccessKey.class);
        return new AccessSettings(key, environment, directory);
    }

    boolean haveAnAccessKey() {
        return LabArchives.isConfigured(settings, directory);
    }

    LabArchives client() {
        try {
            return LabArchives.builderFromEnvironment(settings, directory)
                    .pacing(pacing)
                    .build();
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new LabAuthPropertyException(e.getMessage(), """
                    Set labauth.labarchives.access-key-id and labauth.labarchives.access-password, or ACCESS_KEYID and ACCESS_PWD in the \
                    environment or in the file .env; outside the US region also labauth.labarchives.api-url, for instance \
                    https://euapi.labarchives.com/api. To try it without an account, add io.labauth:labauth-testkit.""");
        }
    }

    private void put(String name, @Nullable String property, Environment environment) {
        String value = property == null || property.isBlank() ? environment.getProperty(name) : property;
        if (value != null) {
            settings.put(name, value);
        }
    }
}
