package io.labauth.cli;

import io.labauth.apikeys.ApiKeys;
import io.labauth.apikeys.NewApiKey;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;

/** A real application with the starter and API keys, on a free port. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration(exclude = DataSourceAutoConfiguration.class)
class KeyApplication {
    /** One that runs. */
    record Running(ConfigurableApplicationContext context) implements AutoCloseable {
        URI address() {
            return URI.create("http://127.0.0.1:" + context.getEnvironment().getRequiredProperty("local.server.port"));
        }

        /** A key of Ada's. */
        String key(String... scopes) {
            return context.getBean(ApiKeys.class)
                    .of("ada@example.org")
                    .create(NewApiKey.expiring("first", Duration.ofDays(7)).scopes(Set.of(scopes)))
                    .secret()
                    .reveal();
        }

        @Override
        public void close() {
            context.close();
        }
    }

    static Running start() {
        return new Running(new SpringApplicationBuilder(KeyApplication.class)
                .properties(Map.of(
                        "server.port", "0",
                        "server.address", "127.0.0.1",
                        "labauth.demo-mode", "on",
                        "labauth.api-keys.enabled", "true",
                        "labauth.api-keys.scopes", "notebooks:read,keys:read,keys:write",
                        "logging.level.root", "error",
                        "spring.main.banner-mode", "off"))
                .run());
    }
}
