package io.labauth.spring;

import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.http.HttpHeaders;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.ExceptionHandlingConfigurer;
import org.springframework.security.config.annotation.web.configurers.LogoutConfigurer;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.security.web.authentication.session.NullAuthenticatedSessionStrategy;
import org.springframework.security.web.authentication.session.SessionAuthenticationStrategy;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.security.web.savedrequest.NullRequestCache;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.security.web.util.matcher.AnyRequestMatcher;

/**
 * Adds the sign-in to a chain of Spring Security: {@code http.with(labAuthLogin(), login -> {})}.
 *
 * <p>On success the session gets a new id and a new CSRF token, and who is signed in is kept by the chain's own repository. Where
 * nobody is signed in, a person's navigation is sent to {@code /login}, and everything else gets 401. What people wanted travels in
 * {@code returnTo}, so the chain saves no requests, and with them no sessions, unless it is given a request cache. For one thread.
 */
public final class LabAuthLoginConfigurer extends AbstractHttpConfigurer<LabAuthLoginConfigurer, HttpSecurity> {
    private @Nullable LabAuthUserService users;
    private @Nullable LoginFailureHandler failures;

    private LabAuthLoginConfigurer() {}

    /**
     * The sign-in with the application's beans: its providers, its {@link LabAuthUserService}, its {@link LoginFailureHandler}.
     *
     * @return a configurer for {@link HttpSecurity#with}
     */
    public static LabAuthLoginConfigurer labAuthLogin() {
        return new LabAuthLoginConfigurer();
    }

    /**
     * Decides otherwise than the bean who somebody is in the application.
     *
     * @param service the decision
     * @return this configurer
     */
    public LabAuthLoginConfigurer userService(LabAuthUserService service) {
        this.users = service;
        return this;
    }

    /**
     * Shows otherwise than the bean what became of a sign-in that failed.
     *
     * @param handler writes the page
     * @return this configurer
     */
    public LabAuthLoginConfigurer failureHandler(LoginFailureHandler handler) {
        this.failures = handler;
        return this;
    }

    /**
     * Lets a page of the application show what became of a sign-in that failed.
     *
     * @param path see {@link LoginFailureHandler#forwardTo}
     * @return this configurer
     */
    public LabAuthLoginConfigurer failurePage(String path) {
        return failureHandler(LoginFailureHandler.forwardTo(path));
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
        LoginRoutes routes = bean(http, LoginRoutes.class);
        ExceptionHandlingConfigurer<HttpSecurity> handling = http.getConfigurer(ExceptionHandlingConfigurer.class);
        if (handling != null) {
            handling.defaultAuthenticationEntryPointFor(new LoginEntryPoint(routes), AnyRequestMatcher.INSTANCE);
        }
        LogoutConfigurer<HttpSecurity> logout = http.getConfigurer(LogoutConfigurer.class);
        if (logout != null) {
            logout.addLogoutHandler((request, response, authentication) ->
                    routes.signOutCookies().forEach(cookie -> response.addHeader(HttpHeaders.SET_COOKIE, cookie)));
        }
    }

    @Override
    public void configure(HttpSecurity http) {
        SignedInSession session = new SignedInSession(
                users == null ? bean(http, LabAuthUserService.class) : users,
                shared(http, SessionAuthenticationStrategy.class, new NullAuthenticatedSessionStrategy()),
                shared(http, SecurityContextRepository.class, new HttpSessionSecurityContextRepository()),
                getSecurityContextHolderStrategy(),
                http.getSharedObject(ApplicationContext.class));
        LoginAnswer answer = new LoginAnswer(
                failures == null ? bean(http, LoginFailureHandler.class) : failures, bean(http, LastLogin.class));
        LoginFilter filter =
                new LoginFilter(bean(http, LoginRoutes.class), bean(http, LoginObserver.class), answer, session);
        http.addFilterBefore(postProcess(filter), UsernamePasswordAuthenticationFilter.class);
    }

    private static <T> T bean(HttpSecurity http, Class<T> type) {
        return http.getSharedObject(ApplicationContext.class).getBean(type);
    }

    private static <T> T shared(HttpSecurity http, Class<T> type, T otherwise) {
        T object = http.getSharedObject(type);
        return object == null ? otherwise : object;
    }
}
