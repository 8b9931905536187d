package io.labauth.spring;

import io.labauth.apikeys.ApiKeys;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;

/** Keys that end with a session of this server's memory; sessions in a store, which nodes share, are not known to that. */
@AutoConfiguration(
        afterName = {
            "org.springframework.boot.session.jdbc.autoconfigure.JdbcSessionAutoConfiguration",
            "org.springframework.boot.session.data.redis.autoconfigure.SessionDataRedisAutoConfiguration"
        })
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass(ApiKeys.class)
@ConditionalOnBooleanProperty("labauth.api-keys.enabled")
class ServerApiKeySessionsAutoConfiguration {
    @Bean
    @ConditionalOnMissingBean(value = ApiKeySessions.class, type = "org.springframework.session.SessionRepository")
    ServerApiKeySessions labAuthApiKeySessions(ObjectProvider<ApiKeys> keys) {
        return new ServerApiKeySessions(keys);
    }
}
