package io.labauth.benchmarks.web;

import java.util.Map;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.web.SecurityFilterChain;

/** The peer: a Spring Boot application that signs people in by {@code oauth2Login}: code flow, PKCE, user-info. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration(
        excludeName = {
            "io.labauth.spring.LabAuthAutoConfiguration",
            "io.labauth.spring.LabAuthSecurityAutoConfiguration",
            "io.labauth.spring.ConsumedFlowsAutoConfiguration"
        })
public class SpringSecuritySite {
    /**
     * Serves until the process is ended.
     *
     * @param args the stub's port
     */
    public static void main(String[] args) {
        SiteProperties.run(SpringSecuritySite.class, Map.of("stub", "http://127.0.0.1:" + args[0]));
    }

    @Bean
    ClientRegistrationRepository registrations(Environment environment) {
        String stub = environment.getRequiredProperty("stub");
        return new InMemoryClientRegistrationRepository(ClientRegistration.withRegistrationId("stub")
                .clientId("client")
                .clientSecret("s3cret")
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .clientSettings(ClientRegistration.ClientSettings.builder()
                        .requireProofKey(true)
                        .build())
                .redirectUri("{baseUrl}/login/oauth2/code/{registrationId}")
                .authorizationUri("https://service.example/authorize")
                .tokenUri(stub + "/token")
                .userInfoUri(stub + "/userinfo")
                .userNameAttributeName("sub")
                .scope("profile")
                .build());
    }

    @Bean
    SecurityFilterChain securityFilterChain(HttpSecurity http) {
        return http.authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .oauth2Login(login -> login.defaultSuccessUrl("/home"))
                .build();
    }
}
