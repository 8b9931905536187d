package io.labauth.benchmarks;

import static io.labauth.spring.LabAuthApiKeysConfigurer.labAuthApiKeys;

import io.labauth.apikeys.ApiKeys;
import io.labauth.apikeys.Peppers;
import jakarta.servlet.Filter;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.context.annotation.AnnotatedBeanDefinitionReader;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.ImportSelector;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.mock.web.MockServletContext;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.FilterChainProxy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.web.context.support.GenericWebApplicationContext;

/** An application without a server: three filter chains that differ in nothing but who verifies the key. */
final class KeyChains implements AutoCloseable {
    static final String LABAUTH = "labauth";
    static final String BCRYPT = "bcrypt";
    static final String SHA256 = "sha256";

    private final GenericWebApplicationContext context = new GenericWebApplicationContext(new MockServletContext());

    KeyChains(DataSource database, ApiKeys keys, KeyRows rows) {
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "benchmark",
                        Map.of("labauth.api-keys.enabled", "true", "labauth.api-keys.scopes", "read,write")));
        context.getBeanFactory().registerSingleton("database", database);
        context.getBeanFactory().registerSingleton("keys", keys);
        context.getBeanFactory().registerSingleton("peppers", Peppers.generate());
        context.getBeanFactory().registerSingleton("rows", rows);
        new AnnotatedBeanDefinitionReader(context).register(Chains.class);
        context.refresh();
    }

    /** One chain as the servlet container would call it. */
    FilterChainProxy proxy(String name) {
        FilterChainProxy proxy = new FilterChainProxy(context.getBean(name, SecurityFilterChain.class));
        proxy.afterPropertiesSet();
        return proxy;
    }

    @Override
    public void close() {
        context.close();
    }

    /** Of labauth's starter the part for API keys alone. */
    static final class Starter implements ImportSelector {
        @Override
        public String[] selectImports(AnnotationMetadata importing) {
            return new String[] {"io.labauth.spring.ApiKeysAutoConfiguration"};
        }
    }

    /** The chains. */
    @Configuration(proxyBeanMethods = false)
    @EnableWebSecurity
    @Import(Starter.class)
    static class Chains {
        @Bean(LABAUTH)
        SecurityFilterChain labAuth(HttpSecurity http) {
            return closed(http.with(labAuthApiKeys(), keys -> {}), LABAUTH);
        }

        @Bean(BCRYPT)
        SecurityFilterChain bcrypt(HttpSecurity http, KeyRows rows) {
            return closed(with(OwnKeyFilter.bcrypt(rows), http), BCRYPT);
        }

        @Bean(SHA256)
        SecurityFilterChain sha256(HttpSecurity http, KeyRows rows) {
            return closed(with(OwnKeyFilter.sha256(rows), http), SHA256);
        }

        private static HttpSecurity with(Filter filter, HttpSecurity http) {
            return http.addFilterBefore(filter, CsrfFilter.class);
        }

        private static SecurityFilterChain closed(HttpSecurity http, String name) {
            return http.securityMatcher("/" + name)
                    .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                    .authorizeHttpRequests(requests -> requests.anyRequest().hasAuthority("SCOPE_read"))
                    .build();
        }
    }
}
