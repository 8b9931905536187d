package io.labauth.spring;

import io.labauth.apikeys.ApiKeys;
import org.springframework.context.ApplicationContext;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.CsrfConfigurer;
import org.springframework.security.config.annotation.web.configurers.ExceptionHandlingConfigurer;
import org.springframework.security.config.annotation.web.configurers.LogoutConfigurer;
import org.springframework.security.web.authentication.logout.LogoutHandler;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.savedrequest.NullRequestCache;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.security.web.util.matcher.AnyRequestMatcher;

/**
 * Lets API keys into a chain of Spring Security: {@code http.with(labAuthApiKeys(), keys -> {})}.
 *
 * <p>A request with a good key is an {@link ApiKeyAuthentication}, for which no session is made or changed, and which needs no CSRF token where
 * the key came in the header {@code Authorization}. A request with a bad key is refused, also if a session comes along. For one thread.
 */
public final class LabAuthApiKeysConfigurer extends AbstractHttpConfigurer<LabAuthApiKeysConfigurer, HttpSecurity> {
    private LabAuthApiKeysConfigurer() {}

    /**
     * The keys of the application's {@link ApiKeys} bean.
     *
     * @return a configurer for {@link HttpSecurity#with}
     */
    public static LabAuthApiKeysConfigurer labAuthApiKeys() {
        return new LabAuthApiKeysConfigurer();
    }

    @Override
    public void setBuilder(HttpSecurity http) {
        super.setBuilder(http);
        if (http.getSharedObject(RequestCache.class) == null) {
            http.setSharedObject(RequestCache.class, new NullRequestCache());
        }
    }

    @Override
    @SuppressWarnings("unchecked")
    public void init(HttpSecurity http) {
        CsrfConfigurer<HttpSecurity> csrf = http.getConfigurer(CsrfConfigurer.class);
        if (csrf != null) {
            csrf.ignoringRequestMatchers(ApiKeyFilter::needsNoCsrfToken);
        }
        ExceptionHandlingConfigurer<HttpSecurity> handling = http.getConfigurer(ExceptionHandlingConfigurer.class);
        if (handling != null) {
            handling.defaultAccessDeniedHandlerFor(
                    new ApiKeyAccessDeniedHandler(realm(http), getSecurityContextHolderStrategy()),
                    AnyRequestMatcher.INSTANCE);
            if (http.getConfigurer(LabAuthLoginConfigurer.class) == null) {
                handling.defaultAuthenticationEntryPointFor(new ApiKeyEntryPoint(), AnyRequestMatcher.INSTANCE);
            }
        }
        LogoutConfigurer<HttpSecurity> logout = http.getConfigurer(LogoutConfigurer.class);
        if (logout != null) {
            tellSessions(logout, http.getSharedObject(ApplicationContext.class));
        }
    }

    /** Of sign-outs: a store of sessions tells of none. */
    private static void tellSessions(LogoutConfigurer<HttpSecurity> logout, ApplicationContext context) {
        context.getBeanProvider(ApiKeySessions.class).stream()
                .filter(LogoutHandler.class::isInstance)
                .map(LogoutHandler.class::cast)
                .forEach(logout::addLogoutHandler);
    }

    @Override
    public void configure(HttpSecurity http) {
        ApplicationContext context = http.getSharedObject(ApplicationContext.class);
        ApiKeyFilter filter = new ApiKeyFilter(
                postProcess(new ApiKeyAuthenticationProvider(
                        context.getBean(ApiKeys.class), context.getBean(ApiKeyObserver.class))),
                realm(http),
                getSecurityContextHolderStrategy(),
                context,
                ApiKeyDevelopment.of(context).orElse(null));
        http.addFilterBefore(postProcess(filter), CsrfFilter.class);
    }

    private static String realm(HttpSecurity http) {
        return http.getSharedObject(ApplicationContext.class)
                .getBean(LabAuthApiKeysProperties.class)
                .realm();
    }
}
