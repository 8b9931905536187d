package io.labauth.spring;

import io.labauth.apikeys.KeyRejection;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.event.AuthenticationFailureBadCredentialsEvent;
import org.springframework.security.authentication.event.AuthenticationFailureServiceExceptionEvent;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolderStrategy;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets a request with a good key act for the key's owner, and ends one with a bad key, whatever session comes along with it. Makes no session
 * and keeps nothing in one.
 */
final class ApiKeyFilter extends OncePerRequestFilter {
    private static final String BY_HEADER = ApiKeyFilter.class.getName() + ".byHeader";

    private final ApiKeyAuthenticationProvider provider;
    private final String realm;
    private final SecurityContextHolderStrategy holder;
    private final ApplicationEventPublisher events;
    private final @Nullable ApiKeyDevelopment development;

    /** So that the request is still the key's when it goes on in another thread. */
    private final SecurityContextRepository ofTheRequest = new RequestAttributeSecurityContextRepository();

    ApiKeyFilter(
            ApiKeyAuthenticationProvider provider,
            String realm,
            SecurityContextHolderStrategy holder,
            ApplicationEventPublisher events,
            @Nullable ApiKeyDevelopment development) {
        this.provider = provider;
        this.realm = realm;
        this.holder = holder;
        this.events = events;
        this.development = development;
    }

    /**
     * Whether no foreign page can have caused the request: a browser sends these headers only to a site that allows it. It may send Basic
     * by itself, and then says where the request comes from.
     */
    static boolean needsNoCsrfToken(HttpServletRequest request) {
        return request.getAttribute(BY_HEADER) != null;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        request.setAttribute(LoginEntryPoint.CHALLENGE, "Bearer realm=\"" + realm + "\"");
        ApiKeyRequest shown = ApiKeyRequest.of(request);
        try {
            Authentication verified = authenticate(shown, request);
            if (verified != null) {
                admit(verified, request, response);
            }
        } catch (ApiKeyRejectedException e) {
            tell(shown, e);
            ApiKeyAnswer.rejected(e.rejection(), realm, response);
            return;
        }
        chain.doFilter(request, response);
    }

    private @Nullable Authentication authenticate(ApiKeyRequest shown, HttpServletRequest request) {
        if (development != null) {
            return development.admit(request);
        }
        return provider.authenticate(shown);
    }

    private void admit(Authentication verified, HttpServletRequest request, HttpServletResponse response) {
        SecurityContext context = holder.createEmptyContext();
        context.setAuthentication(verified);
        holder.setContext(context);
        ofTheRequest.saveContext(context, request, response);
        if (isBeyondForeignPages(request)) {
            request.setAttribute(BY_HEADER, true);
        }
    }

    private boolean isBeyondForeignPages(HttpServletRequest request) {
        boolean ofABrowser = request.getHeader("Sec-Fetch-Site") != null
                || request.getHeader("Origin") != null
                || request.getHeader("Cookie") != null;
        if (development != null) {
            return !ofABrowser;
        }
        boolean neverSentByItself = isScheme("Bearer ", request) || isScheme("Apikey ", request);
        return neverSentByItself || (isScheme("Basic ", request) && !ofABrowser);
    }

    private static boolean isScheme(String scheme, HttpServletRequest request) {
        String authorization = request.getHeader("Authorization");
        return authorization != null && authorization.regionMatches(true, 0, scheme, 0, scheme.length());
    }

    private void tell(ApiKeyRequest shown, ApiKeyRejectedException e) {
        events.publishEvent(
                e.rejection() == KeyRejection.UNAVAILABLE
                        ? new AuthenticationFailureServiceExceptionEvent(
                                shown, new AuthenticationServiceException(String.valueOf(e.getMessage()), e))
                        : new AuthenticationFailureBadCredentialsEvent(shown, e));
    }
}
