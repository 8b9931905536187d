package io.labauth.spring;

import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.session.autoconfigure.DefaultCookieSerializerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.session.web.http.DefaultCookieSerializer;

/** Spring Session writes its cookie past the servlet container's settings: it, too, goes by the base URL. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass({DefaultCookieSerializerCustomizer.class, DefaultCookieSerializer.class})
class SpringSessionCookieConfiguration {
    @Bean
    @ConditionalOnMissingBean(name = "labAuthSpringSessionCookie")
    DefaultCookieSerializerCustomizer labAuthSpringSessionCookie(LabAuthBaseUrl baseUrl) {
        return serializer -> {
            if (baseUrl.isHttps()) {
                serializer.setUseSecureCookie(true);
            }
        };
    }
}
