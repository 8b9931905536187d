package io.labauth.spring;

import io.labauth.apikeys.ApiKeys;
import io.labauth.apikeys.OwnerKeys;
import java.util.List;
import org.springframework.security.authentication.AuthenticationTrustResolverImpl;
import org.springframework.security.authentication.InsufficientAuthenticationException;
import org.springframework.security.authorization.AuthorityAuthorizationDecision;
import org.springframework.security.authorization.AuthorizationDeniedException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * Who calls the REST interface: a person in a browser's session, or a key with the scope for it.
 *
 * @param authentication who it is
 */
record ApiKeyCaller(Authentication authentication) {
    /** Refuses whoever is not signed in, and a key without the scope, in the way of Spring Security. */
    static ApiKeyCaller current(String scope) {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication == null || !new AuthenticationTrustResolverImpl().isAuthenticated(authentication)) {
            throw new InsufficientAuthenticationException("Nobody is signed in.");
        }
        ApiKeyCaller caller = new ApiKeyCaller(authentication);
        if (authentication instanceof ApiKeyAuthentication) {
            caller.require(ApiKeyAuthentication.SCOPE + scope);
        }
        return caller;
    }

    ApiKeyCaller require(String authority) {
        GrantedAuthority needed = new SimpleGrantedAuthority(authority);
        if (authentication.getAuthorities().stream().noneMatch(each -> authority.equals(each.getAuthority()))) {
            throw new AuthorizationDeniedException(
                    "Access is denied.", new AuthorityAuthorizationDecision(false, List.of(needed)));
        }
        return this;
    }

    /** No key does more by another key than it may itself. */
    OwnerKeys of(ApiKeys keys) {
        return authentication instanceof ApiKeyAuthentication shown ? keys.of(shown.key()) : keys.of(name());
    }

    String name() {
        return authentication.getName();
    }
}
