package io.labauth.benchmarks.web;

import io.labauth.LoginProvider;
import io.labauth.Secret;
import io.labauth.labarchives.LabArchives;
import io.labauth.oauth2.Endpoints;
import io.labauth.oauth2.OAuth2Provider;
import io.labauth.oauth2.OAuth2Service;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** A Spring Boot application that signs people in by labauth's starter. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class LabAuthSite {
    /**
     * Serves until the process is ended.
     *
     * @param args the stub's port, the provider ({@code oauth2} or {@code labarchives}), and the URL of the database or Redis where completed
     *     logins are kept, if not in memory
     */
    public static void main(String[] args) {
        Map<String, Object> properties = new HashMap<>();
        properties.put("stub", "http://127.0.0.1:" + args[0]);
        properties.put("provider", args[1]);
        properties.put("labauth.web.base-url", "http://127.0.0.1");
        properties.put("labauth.web.sealing-keys", "3q2+7wAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=");
        properties.putAll(consumedFlows(args.length > 2 ? args[2] : "memory"));
        SiteProperties.run(LabAuthSite.class, properties);
    }

    private static Map<String, Object> consumedFlows(String where) {
        if (where.startsWith("jdbc:")) {
            return Map.of(
                    "labauth.web.consumed-flows", "jdbc",
                    "labauth.web.initialize-schema", "always",
                    "spring.datasource.url", where,
                    "spring.autoconfigure.exclude", "");
        }
        return where.startsWith("redis:")
                ? Map.of("labauth.web.consumed-flows", "redis", "spring.data.redis.url", where)
                : Map.of("labauth.web.consumed-flows", where);
    }

    @Bean
    LoginProvider<?> provider(Environment environment) {
        URI stub = URI.create(environment.getRequiredProperty("stub"));
        return environment.getRequiredProperty("provider").equals("oauth2") ? oauth2(stub) : labArchives(stub);
    }

    private static LoginProvider<?> oauth2(URI stub) {
        Endpoints endpoints = Endpoints.of(URI.create("https://service.example/authorize"), stub.resolve("/token"))
                .withUserInfo(stub.resolve("/userinfo"));
        OAuth2Service service = new OAuth2Service("Stub", null, endpoints, List.of("profile"), "sub");
        return OAuth2Provider.builder(service, "client")
                .clientSecret(Secret.of("s3cret"))
                .build();
    }

    private static LoginProvider<?> labArchives(URI stub) {
        return LabArchives.builder("akid", Secret.of("s3cret"))
                .apiUrl(stub)
                .pacing(false)
                .build();
    }
}
