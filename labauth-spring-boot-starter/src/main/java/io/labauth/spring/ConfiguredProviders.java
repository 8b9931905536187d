package io.labauth.spring;

import io.labauth.oauth2.OAuth2Provider;
import java.util.Map;
import org.springframework.beans.factory.support.BeanDefinitionBuilder;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotationMetadata;

/** A bean for each server below {@code labauth.providers}, unless the application has one of that name. */
final class ConfiguredProviders implements ImportBeanDefinitionRegistrar {
    private static final String PREFIX = "labauth.providers";

    private final Environment environment;

    ConfiguredProviders(Environment environment) {
        this.environment = environment;
    }

    static boolean areIn(Environment environment) {
        return !settings(environment).isEmpty();
    }

    @Override
    public void registerBeanDefinitions(AnnotationMetadata metadata, BeanDefinitionRegistry registry) {
        settings(environment).forEach((name, settings) -> {
            if (!registry.containsBeanDefinition(name)) {
                registry.registerBeanDefinition(
                        name,
                        BeanDefinitionBuilder.genericBeanDefinition(
                                        OAuth2Provider.class, () -> new ConfiguredProvider(name, settings).provider())
                                .getBeanDefinition());
            }
        });
    }

    private static Map<String, LabAuthProperties.Provider> settings(Environment environment) {
        return Binder.get(environment)
                .bind(PREFIX, Bindable.mapOf(String.class, LabAuthProperties.Provider.class))
                .orElse(Map.of());
    }
}
