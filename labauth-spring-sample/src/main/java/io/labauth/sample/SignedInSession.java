package io.labauth.sample;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.preauth.PreAuthenticatedAuthenticationToken;
import org.springframework.security.web.authentication.session.SessionAuthenticationStrategy;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.stereotype.Component;

/** Turns a session into one of a person who is signed in, as Spring Security's own login filters do. */
@Component
final class SignedInSession {
    private final SessionAuthenticationStrategy sessionStrategy;
    private final SecurityContextRepository contexts;

    SignedInSession(SessionAuthenticationStrategy sessionStrategy, SecurityContextRepository contexts) {
        this.sessionStrategy = sessionStrategy;
        this.contexts = contexts;
    }

    void start(Person person, HttpServletRequest request, HttpServletResponse response) {
        Authentication authentication =
                new PreAuthenticatedAuthenticationToken(person, "", AuthorityUtils.createAuthorityList("ROLE_USER"));
        sessionStrategy.onAuthentication(authentication, request, response);
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(authentication);
        SecurityContextHolder.setContext(context);
        contexts.saveContext(context, request, response);
    }
}
