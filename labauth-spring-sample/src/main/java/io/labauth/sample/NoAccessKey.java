package io.labauth.sample;

import io.labauth.labarchives.LabArchives;
import java.nio.file.Path;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** The one decision on demo mode: no {@code ACCESS_KEYID} in Spring's environment, which holds the process', nor in {@code .env}. */
final class NoAccessKey implements Condition {
    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
        return matches(context.getEnvironment(), Path.of(""));
    }

    static boolean matches(Environment environment, Path directory) {
        return !LabArchives.isConfigured(AccessSettings.of(environment), directory);
    }
}
