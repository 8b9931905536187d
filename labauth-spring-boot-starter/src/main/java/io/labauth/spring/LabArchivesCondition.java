package io.labauth.spring;

import java.nio.file.Path;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** LabArchives is signed in to by default: beside other providers only if there is an access key for it. */
final class LabArchivesCondition implements Condition {
    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
        Environment environment = context.getEnvironment();
        return !ConfiguredProviders.areIn(environment)
                || AccessSettings.of(environment, Path.of("")).haveAnAccessKey();
    }
}
