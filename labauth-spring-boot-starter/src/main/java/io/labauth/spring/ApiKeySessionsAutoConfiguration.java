package io.labauth.spring;

import io.labauth.apikeys.ApiKeys;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** Keys that end with a browser session: one of Spring Session's store, where there is one, else one of this server's memory. */
@AutoConfiguration(
        afterName = {
            // The stores first: what both of Spring Session's import is decided upon with the first of them.
            "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
            "org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration",
            "org.springframework.boot.session.jdbc.autoconfigure.JdbcSessionAutoConfiguration",
            "org.springframework.boot.session.data.redis.autoconfigure.SessionDataRedisAutoConfiguration"
        })
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass(ApiKeys.class)
@ConditionalOnBooleanProperty("labauth.api-keys.enabled")
@Import(SpringSessionApiKeySessionsConfiguration.class)
class ApiKeySessionsAutoConfiguration {
    @Bean
    @ConditionalOnMissingBean(value = ApiKeySessions.class, type = "org.springframework.session.SessionRepository")
    ServerApiKeySessions labAuthApiKeySessions(ObjectProvider<ApiKeys> keys) {
        return new ServerApiKeySessions(keys);
    }
}
