package io.labauth.sample;

import io.labauth.spring.LabAuthBaseUrl;
import org.springframework.boot.session.autoconfigure.DefaultCookieSerializerCustomizer;
import org.springframework.boot.web.servlet.ServletContextInitializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the servlet container is told beyond {@code application.yaml}. */
@Configuration(proxyBeanMethods = false)
class WebConfiguration {
    /** Nobody can plant a cookie of this name from another host; plain http, as on this machine, does not allow it. */
    @Bean
    ServletContextInitializer sessionCookieOfThisHost(LabAuthBaseUrl baseUrl) {
        return context -> {
            if ("https".equals(baseUrl.value().getScheme())) {
                context.getSessionCookieConfig().setName("__Host-labauth-sample");
                context.getSessionCookieConfig().setPath("/");
            }
        };
    }

    /** The same where Spring Session writes the cookie, in the profiles postgres and redis. */
    @Bean
    DefaultCookieSerializerCustomizer springSessionCookieOfThisHost(LabAuthBaseUrl baseUrl) {
        return cookie -> {
            if ("https".equals(baseUrl.value().getScheme())) {
                cookie.setCookieName("__Host-labauth-sample");
                cookie.setCookiePath("/");
            }
        };
    }
}
