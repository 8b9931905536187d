package io.labauth.spring;

import io.labauth.spring.ConsumedFlowsProperties.Store;
import io.labauth.web.ConsumedFlows;
import java.time.Clock;
import java.util.Locale;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Completed logins in memory, unless another store is wanted and cannot be had. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnMissingBean(ConsumedFlows.class)
class MemoryConsumedFlowsConfiguration {
    @Bean
    ConsumedFlows memoryConsumedFlows(ConsumedFlowsProperties properties) {
        Store wanted = properties.consumedFlows();
        if (wanted != null && wanted != Store.MEMORY) {
            throw new InvalidConfigurationPropertyValueException(
                    ConsumedFlowsProperties.NAME, wanted.name().toLowerCase(Locale.ROOT), missing(wanted));
        }
        return ConsumedFlows.inMemory(Clock.systemUTC());
    }

    private static String missing(Store wanted) {
        return wanted == Store.REDIS
                ? "There is no connection to a Redis, or there are several and none is primary. Add"
                        + " spring-boot-starter-data-redis and set spring.data.redis.url, for instance"
                        + " redis://redis.example.org:6379"
                : "There is no database, or there are several and none is primary. Add spring-boot-starter-jdbc"
                        + " and set spring.datasource.url, for instance jdbc:postgresql://db.example.org/lab";
    }
}
