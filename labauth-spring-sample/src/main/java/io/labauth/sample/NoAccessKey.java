package io.labauth.sample;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;

/** The one decision on demo mode: no {@code ACCESS_KEYID} in Spring's environment, which holds the process', nor in {@code .env}. */
final class NoAccessKey implements Condition {
    static final String ACCESS_KEY_ID = "ACCESS_KEYID";

    private static final Pattern ASSIGNMENT = Pattern.compile(
            "(?m)^(?:\\u00EF\\u00BB\\u00BF)?\\s*(?:export\\s+)?" + ACCESS_KEY_ID + "[ \\t]*=[ \\t]*['\"]?[^\\s'\"#]");

    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
        return matches(context.getEnvironment(), Path.of(""));
    }

    static boolean matches(Environment environment, Path directory) {
        return !StringUtils.hasText(environment.getProperty(ACCESS_KEY_ID)) && !isAssigned(directory.resolve(".env"));
    }

    private static boolean isAssigned(Path file) {
        if (!Files.exists(file)) {
            return false;
        }
        try {
            // Any bytes are text in this encoding; LabArchives.fromEnvironment reads the values, and reports what is
            // wrong.
            return ASSIGNMENT
                    .matcher(Files.readString(file, StandardCharsets.ISO_8859_1))
                    .find();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
