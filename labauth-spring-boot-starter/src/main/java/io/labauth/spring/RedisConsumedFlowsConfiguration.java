package io.labauth.spring;

import io.labauth.web.ConsumedFlows;
import java.time.Clock;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;

/** Completed logins in Redis. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(StringRedisTemplate.class)
@ConditionalOnSingleCandidate(RedisConnectionFactory.class)
@ConditionalOnMissingBean(ConsumedFlows.class)
@ConditionalOnProperty(name = ConsumedFlowsProperties.NAME, havingValue = "redis", matchIfMissing = true)
class RedisConsumedFlowsConfiguration {
    @Bean
    ConsumedFlows redisConsumedFlows(RedisConnectionFactory connections) {
        return new RedisConsumedFlows(connections, Clock.systemUTC());
    }
}
