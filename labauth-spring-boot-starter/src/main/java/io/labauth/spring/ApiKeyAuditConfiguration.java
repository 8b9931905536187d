package io.labauth.spring;

import java.util.Map;
import org.springframework.boot.actuate.audit.listener.AuditApplicationEvent;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;

/** Audit events, where the application has Actuator. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(AuditApplicationEvent.class)
class ApiKeyAuditConfiguration {
    @Bean
    Audit labAuthApiKeyAudit(ApplicationEventPublisher events) {
        return new Audit(events);
    }

    /**
     * Tells Actuator.
     *
     * @param events hears of it
     */
    record Audit(ApplicationEventPublisher events) {
        @EventListener
        void heard(ApiKeyEvent event) {
            events.publishEvent(new AuditApplicationEvent(
                    event.by(), "API_KEY_" + event.action(), Map.of("key", event.keyId(), "owner", event.owner())));
        }
    }
}
