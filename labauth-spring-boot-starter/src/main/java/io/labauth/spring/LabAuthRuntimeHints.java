package io.labauth.spring;

import io.labauth.Secret;
import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;

/** What a native image must keep. */
final class LabAuthRuntimeHints implements RuntimeHintsRegistrar {
    @Override
    public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
        hints.resources().registerPattern("io/labauth/spring/page.html");
        hints.resources().registerPattern("META-INF/labauth/labauth-schema.sql");
        hints.reflection().registerJavaSerialization(LabAuthPrincipal.class);
        hints.reflection().registerType(Secret.class, MemberCategory.INVOKE_PUBLIC_METHODS);
    }
}
