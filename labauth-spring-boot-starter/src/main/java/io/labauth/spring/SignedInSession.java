package io.labauth.spring;

import io.labauth.AuthorizationException;
import io.labauth.LabAuthException;
import io.labauth.web.LoginStep;
import io.labauth.web.LoginStep.Refused;
import io.labauth.web.LoginStep.SignedIn;
import io.labauth.web.Refusal;
import io.labauth.web.WebLogin;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.core.NestedRuntimeException;
import org.springframework.security.authentication.AuthenticationTrustResolver;
import org.springframework.security.authentication.AuthenticationTrustResolverImpl;
import org.springframework.security.authentication.event.AuthenticationSuccessEvent;
import org.springframework.security.authentication.event.InteractiveAuthenticationSuccessEvent;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolderStrategy;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.security.web.authentication.preauth.PreAuthenticatedAuthenticationToken;
import org.springframework.security.web.authentication.session.SessionAuthenticationStrategy;
import org.springframework.security.web.context.SecurityContextRepository;

/**
 * Turns a session into one of a person who is signed in, as Spring Security's own login filters do.
 *
 * @param users who somebody is in the application
 * @param strategy changes the session's id and the CSRF token
 * @param contexts keeps who is signed in
 * @param holder knows who makes the current request
 * @param events hears of it
 */
record SignedInSession(
        LabAuthUserService users,
        SessionAuthenticationStrategy strategy,
        SecurityContextRepository contexts,
        SecurityContextHolderStrategy holder,
        ApplicationEventPublisher events) {
    private static final Logger LOG = System.getLogger(SignedInSession.class.getName());
    private static final AuthenticationTrustResolver TRUST = new AuthenticationTrustResolverImpl();

    boolean isSignedIn() {
        return TRUST.isAuthenticated(holder.getContext().getAuthentication());
    }

    /** Finishes a login, and lets the person in if the application agrees. */
    <U> LoginStep<U> admit(
            String name,
            WebLogin<U> login,
            String path,
            List<String> cookies,
            HttpServletRequest request,
            HttpServletResponse response) {
        @Nullable String query = request.getQueryString();
        LoginStep<U> step = login.finish(path, query, cookies);
        if (!(step instanceof SignedIn<U> signedIn)) {
            return step;
        }
        try {
            ProviderUser user = ProviderUser.of(name, login.provider(), signedIn.user());
            start(authentication(users.load(user), request), request, response);
            return step;
        } catch (AuthorizationException e) {
            LOG.log(Level.INFO, "A person may not use this application. " + e.getMessage());
            return refused(login, Refusal.NOT_ALLOWED, e);
        } catch (NestedRuntimeException e) {
            LOG.log(
                    Level.WARNING,
                    "The session could not be kept: " + e.getClass().getSimpleName());
            return refused(login, Refusal.STORE_UNAVAILABLE, null);
        }
    }

    private static <U> Refused<U> refused(WebLogin<U> login, Refusal reason, @Nullable LabAuthException failure) {
        return new Refused<>(
                reason, login.provider().serviceName(), Optional.ofNullable(failure), login.loginUri(null), List.of());
    }

    private void start(Authentication authentication, HttpServletRequest request, HttpServletResponse response) {
        strategy.onAuthentication(authentication, request, response);
        SecurityContext context = holder.createEmptyContext();
        context.setAuthentication(authentication);
        holder.setContext(context);
        contexts.saveContext(context, request, response);
        events.publishEvent(new AuthenticationSuccessEvent(authentication));
        events.publishEvent(new InteractiveAuthenticationSuccessEvent(authentication, WebLogin.class));
    }

    private static Authentication authentication(LabAuthUser user, HttpServletRequest request) {
        PreAuthenticatedAuthenticationToken token =
                new PreAuthenticatedAuthenticationToken(user.principal(), "", user.authorities());
        token.setDetails(new WebAuthenticationDetails(request));
        return token;
    }
}
