package io.labauth.spring;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.session.SessionRepository;

/** Spring Session, where the application has it. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(SessionRepository.class)
class SessionStoreConfiguration {
    @Bean
    @ConditionalOnMissingBean
    SessionStore labAuthSessionStore(ObjectProvider<SessionRepository<?>> repositories) {
        return () -> repositories.ifAvailable(repository -> repository.findById("labauth-asks-whether-you-are-there"));
    }
}
