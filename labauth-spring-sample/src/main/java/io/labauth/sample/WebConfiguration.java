package io.labauth.sample;

import org.springframework.boot.web.servlet.ServletContextInitializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** What Spring MVC and the servlet container are told beyond {@code application.yaml}. */
@Configuration(proxyBeanMethods = false)
class WebConfiguration implements WebMvcConfigurer {
    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new NavigationsOnly()).addPathPatterns("/login", "/callback/*");
    }

    /** Behind a proxy that ends TLS no request looks secure, so the cookie goes by the base URL. */
    @Bean
    ServletContextInitializer secureSessionCookie(PublicUrl baseUrl) {
        return context -> {
            if (baseUrl.isHttps()) {
                context.getSessionCookieConfig().setSecure(true);
                context.getSessionCookieConfig().setName("__Host-labauth-sample");
                context.getSessionCookieConfig().setPath("/");
            }
        };
    }
}
