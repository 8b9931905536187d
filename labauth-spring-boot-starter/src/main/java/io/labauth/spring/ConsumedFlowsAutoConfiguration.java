package io.labauth.spring;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Import;

/**
 * Gives the application an {@link io.labauth.web.ConsumedFlows}: Redis where there is a connection to one, else a table where there is a database,
 * else this node's memory; or the one that {@code labauth.web.consumed-flows} names. A bean of the application's own comes before all of them.
 */
@AutoConfiguration(
        afterName = {
            "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
            "org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration"
        })
@ConditionalOnWebApplication
@EnableConfigurationProperties(ConsumedFlowsProperties.class)
@Import({
    RedisConsumedFlowsConfiguration.class,
    JdbcConsumedFlowsConfiguration.class,
    MemoryConsumedFlowsConfiguration.class
})
class ConsumedFlowsAutoConfiguration {}
