package io.labauth.spring;

import com.github.benmanes.caffeine.cache.Ticker;
import io.labauth.apikeys.ApiKeys;
import io.labauth.apikeys.Peppers;
import io.labauth.apikeys.SessionHandles;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.session.SessionRepository;

/** Keys that end with a session of Spring Session's store. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(SessionRepository.class)
@ConditionalOnSingleCandidate(SessionRepository.class)
class SpringSessionApiKeySessionsConfiguration {
    @Bean
    @ConditionalOnMissingBean(ApiKeySessions.class)
    SpringSessionApiKeySessions labAuthStoredApiKeySessions(
            SessionRepository<?> store, Peppers peppers, ObjectProvider<ApiKeys> keys) {
        return new SpringSessionApiKeySessions(store, new SessionHandles(peppers), keys, Ticker.systemTicker());
    }
}
