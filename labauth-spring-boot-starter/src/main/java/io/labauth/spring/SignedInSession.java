package io.labauth.spring;

import io.labauth.LabAuthException;
import io.labauth.web.LoginStep;
import io.labauth.web.LoginStep.SignedIn;
import io.labauth.web.Refusal;
import io.labauth.web.WebLogin;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.core.NestedRuntimeException;
import org.springframework.security.authentication.AuthenticationTrustResolver;
import org.springframework.security.authentication.AuthenticationTrustResolverImpl;
import org.springframework.security.authentication.event.AuthenticationSuccessEvent;
import org.springframework.security.authentication.event.InteractiveAuthenticationSuccessEvent;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
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
        } catch (SessionNotKept e) {
            LOG.log(Level.WARNING, e.getMessage());
            return login.turnAway(signedIn, Refusal.SESSION_NOT_KEPT, null);
        } catch (LabAuthException e) {
            LOG.log(Level.INFO, "A person was recognised and not let in. " + e.getMessage());
            return login.turnAway(signedIn, Refusal.of(e), e);
        } catch (AuthenticationException e) {
            LOG.log(
                    Level.INFO,
                    "A person was recognised and not let in: " + e.getClass().getSimpleName());
            return login.turnAway(signedIn, Refusal.NOT_ALLOWED, null);
        }
    }

    /** The context is kept last: whoever hears of the sign-in and fails has prevented it. */
    private void start(Authentication authentication, HttpServletRequest request, HttpServletResponse response) {
        inStore(() -> strategy.onAuthentication(authentication, request, response));
        SecurityContext context = holder.createEmptyContext();
        context.setAuthentication(authentication);
        holder.setContext(context);
        try {
            events.publishEvent(new AuthenticationSuccessEvent(authentication));
            events.publishEvent(new InteractiveAuthenticationSuccessEvent(authentication, WebLogin.class));
            inStore(() -> contexts.saveContext(context, request, response));
        } catch (RuntimeException e) {
            holder.clearContext();
            throw e;
        }
    }

    /** What the store of sessions throws is its own, as nothing else is. */
    private static void inStore(Runnable change) {
        try {
            change.run();
        } catch (NestedRuntimeException e) {
            throw new SessionNotKept(e);
        }
    }

    private static Authentication authentication(LabAuthUser user, HttpServletRequest request) {
        PreAuthenticatedAuthenticationToken token =
                new PreAuthenticatedAuthenticationToken(user.principal(), "", user.authorities());
        token.setDetails(new WebAuthenticationDetails(request));
        return token;
    }

    /** The store of sessions did not answer. */
    private static final class SessionNotKept extends RuntimeException {
        private static final long serialVersionUID = 1L;

        SessionNotKept(NestedRuntimeException cause) {
            super("The session could not be kept: " + cause.getClass().getSimpleName(), cause);
        }
    }
}
