package io.labauth.spring;

import io.labauth.spring.LabAuthProperties.DemoMode;
import java.nio.file.Path;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** The one decision on demo mode: asked for, or neither an access key nor another provider anywhere, on a machine of one's own. */
final class DemoModeCondition implements Condition {
    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
        return matches(context.getEnvironment(), Path.of(""));
    }

    static boolean matches(Environment environment, Path directory) {
        DemoMode mode = Binder.get(environment)
                .bind("labauth.demo-mode", DemoMode.class)
                .orElse(DemoMode.AUTO);
        return mode == DemoMode.ON
                || (mode == DemoMode.AUTO
                        && !ConfiguredProviders.areIn(environment)
                        && !AccessSettings.of(environment, directory).haveAnAccessKey()
                        && isForThisMachine(environment));
    }

    /** An application that others reach lets in nobody who was invented, only because a key is misspelt. */
    private static boolean isForThisMachine(Environment environment) {
        return Binder.get(environment)
                .bind(LabAuthBaseUrl.PROPERTY, String.class)
                .map(LabAuthBaseUrl::isOnLoopback)
                .orElse(true);
    }
}
