package io.labauth.spring;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingFilterBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.transaction.TransactionException;

/** Where sessions are kept in a store: an outage of the store is answered as one, and the cookie is as safe as the server's own. */
@AutoConfiguration(
        afterName = {
            // The stores first: what both of Spring Session's import is decided upon with the first of them.
            "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
            "org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration",
            "org.springframework.boot.session.jdbc.autoconfigure.JdbcSessionAutoConfiguration",
            "org.springframework.boot.session.data.redis.autoconfigure.SessionDataRedisAutoConfiguration"
        })
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass(TransactionException.class)
@ConditionalOnBean(type = "org.springframework.session.SessionRepository")
@Import({SessionStoreConfiguration.class, SpringSessionCookieConfiguration.class})
class SpringSessionAutoConfiguration {
    /** Right before Spring Session's own filter. */
    static final int ORDER = Integer.MIN_VALUE + 49;

    @Bean
    @ConditionalOnMissingFilterBean
    FilterRegistrationBean<SessionOutageFilter> labauthSessionOutageFilter(SessionStore sessions) {
        FilterRegistrationBean<SessionOutageFilter> filter =
                new FilterRegistrationBean<>(new SessionOutageFilter(sessions));
        filter.setOrder(ORDER);
        return filter;
    }
}
