package io.labauth.spring;

import jakarta.servlet.DispatcherType;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.ConditionalOnDefaultWebSecurity;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.boot.web.servlet.ServletContextInitializer;
import org.springframework.context.annotation.Bean;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.AuthenticationManagerResolver;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.ProviderNotFoundException;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.web.SecurityFilterChain;

/** Spring Security's part: who signs in, and the chain for applications that have none. */
@AutoConfiguration(
        after = LabAuthAutoConfiguration.class,
        before = {ServletWebSecurityAutoConfiguration.class, UserDetailsServiceAutoConfiguration.class})
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
class LabAuthSecurityAutoConfiguration {
    /** Every page for people who are signed in; an application with pages for everybody has a chain of its own. */
    @Bean
    @ConditionalOnDefaultWebSecurity
    SecurityFilterChain labAuthSecurityFilterChain(HttpSecurity http, ObjectProvider<ChainPart> parts) {
        parts.forEach(part -> part.addTo(http));
        return http.authorizeHttpRequests(
                        requests -> requests.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.FORWARD)
                                .permitAll()
                                .anyRequest()
                                .authenticated())
                .with(LabAuthLoginConfigurer.labAuthLogin(), login -> {})
                .build();
    }

    /** There are no passwords: without this bean Spring Boot would invent a user and log a password. */
    @Bean
    @ConditionalOnMissingBean({
        AuthenticationManager.class,
        AuthenticationProvider.class,
        UserDetailsService.class,
        AuthenticationManagerResolver.class
    })
    AuthenticationManager labAuthNoPasswords() {
        return authentication -> {
            throw new ProviderNotFoundException("People sign in in the browser; nobody has a password here.");
        };
    }

    /** Behind a proxy that ends TLS no request looks secure, so the session's cookie goes by the base URL. */
    @Bean
    @ConditionalOnMissingBean(name = "labAuthSecureSessionCookie")
    ServletContextInitializer labAuthSecureSessionCookie(LabAuthBaseUrl baseUrl) {
        return context -> {
            if (baseUrl.isHttps()) {
                context.getSessionCookieConfig().setSecure(true);
            }
        };
    }
}
