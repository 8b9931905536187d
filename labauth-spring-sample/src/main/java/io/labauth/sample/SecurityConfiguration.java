package io.labauth.sample;

import static io.labauth.spring.LabAuthApiKeysConfigurer.labAuthApiKeys;
import static io.labauth.spring.LabAuthLoginConfigurer.labAuthLogin;

import io.labauth.apikeys.ApiKeys;
import io.labauth.spring.LabAuthUser;
import io.labauth.spring.LabAuthUserService;
import jakarta.servlet.DispatcherType;
import java.util.List;
import java.util.Set;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/** Who may see what, and the headers that keep foreign pages and scripts out. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {
    private static final String CONTENT_SECURITY_POLICY = "default-src 'none'; style-src 'self'; img-src 'self';"
            + " form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    @Bean
    SecurityFilterChain securityFilterChain(HttpSecurity http, ObjectProvider<ApiKeys> keys) {
        keys.ifAvailable(there -> http.with(labAuthApiKeys(), each -> {}));
        return http.authorizeHttpRequests(
                        requests -> requests.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.FORWARD)
                                .permitAll()
                                .requestMatchers("/", "/style.css", "/favicon.svg")
                                .permitAll()
                                .requestMatchers("/api/notebooks")
                                .hasAuthority("SCOPE_notebooks:read")
                                .requestMatchers("/api/keys", "/api/keys/**")
                                .authenticated()
                                .requestMatchers("/admin/**")
                                .hasRole("ADMIN")
                                // A key has scopes and no role, so that it opens no page.
                                .anyRequest()
                                .hasRole("USER"))
                .with(labAuthLogin(), login -> login.failurePage("/problem"))
                .logout(logout -> logout.logoutSuccessUrl("/"))
                .headers(SecurityConfiguration::headers)
                .build();
    }

    @Bean
    LabAuthUserService people(@Value("${sample.administrators}") Set<String> administrators) {
        return user -> new LabAuthUser(Person.of(user), roles(administrators.contains(user.email())));
    }

    /** What the firewall turns away never reaches the filter that writes the headers. */
    @Bean
    RequestRejectedHandler requestRejectedHandler() {
        return (request, response, rejected) -> {
            response.setHeader("Content-Security-Policy", CONTENT_SECURITY_POLICY);
            response.setHeader("Referrer-Policy", ReferrerPolicy.NO_REFERRER.getPolicy());
            response.setHeader("X-Content-Type-Options", "nosniff");
            response.sendError(400);
        };
    }

    private static List<GrantedAuthority> roles(boolean administrator) {
        return administrator
                ? AuthorityUtils.createAuthorityList("ROLE_USER", "ROLE_ADMIN")
                : AuthorityUtils.createAuthorityList("ROLE_USER");
    }

    private static void headers(HeadersConfigurer<HttpSecurity> headers) {
        headers.contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_SECURITY_POLICY))
                .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER));
    }
}
