package io.labauth.spring;

import io.labauth.oauth2.OAuth2Provider;
import java.util.Map;
import java.util.Objects;
import org.springframework.beans.factory.config.BeanDefinition;
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
        settings(environment).keySet().forEach(name -> {
            if (!registry.containsBeanDefinition(name)) {
                registry.registerBeanDefinition(name, definition(name));
            }
        });
    }

    /** Calls a method that has a name, which an image that is made ahead of time can call as well. */
    private static BeanDefinition definition(String name) {
        return BeanDefinitionBuilder.rootBeanDefinition(ConfiguredProviders.class, "provider")
                .addConstructorArgValue(name)
                .addConstructorArgReference("environment")
                .getBeanDefinition();
    }

    static OAuth2Provider provider(String name, Environment environment) {
        LabAuthProperties.Provider settings =
                Objects.requireNonNull(settings(environment).get(name), name);
        return new ConfiguredProvider(name, settings).provider();
    }

    private static Map<String, LabAuthProperties.Provider> settings(Environment environment) {
        return Binder.get(environment)
                .bind(PREFIX, Bindable.mapOf(String.class, LabAuthProperties.Provider.class))
                .orElse(Map.of());
    }
}
