package io.labauth.spring;

import io.labauth.apikeys.VerifiedKey;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authorization.AuthorityAuthorizationDecision;
import org.springframework.security.authorization.AuthorizationDeniedException;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.authorization.ExpressionAuthorizationDecision;
import org.springframework.security.core.context.SecurityContextHolderStrategy;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.access.AccessDeniedHandlerImpl;

/** Tells a key which scope it lacks; everybody else is told what Spring Security tells them. */
final class ApiKeyAccessDeniedHandler implements AccessDeniedHandler {
    private static final Pattern SCOPE = Pattern.compile(ApiKeyAuthentication.SCOPE + "([^'\",\\s)\\]\\\\]+)");

    private final AccessDeniedHandler others = new AccessDeniedHandlerImpl();
    private final String realm;
    private final SecurityContextHolderStrategy holder;

    ApiKeyAccessDeniedHandler(String realm, SecurityContextHolderStrategy holder) {
        this.realm = realm;
        this.holder = holder;
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
            throws IOException, ServletException {
        if (response.isCommitted() || !(holder.getContext().getAuthentication() instanceof ApiKeyAuthentication)) {
            others.handle(request, response, denied);
            return;
        }
        String scopes = scopes(denied);
        if (scopes.isEmpty()) {
            ApiKeyAnswer.send(HttpServletResponse.SC_FORBIDDEN, "A key cannot do this.", response);
        } else {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, VerifiedKey.insufficientScope(realm, scopes));
            ApiKeyAnswer.send(
                    HttpServletResponse.SC_FORBIDDEN, "The key lacks a scope. Needed: " + scopes + ".", response);
        }
    }

    /** As they stand in the rule of the application. */
    private static String scopes(AccessDeniedException denied) {
        return SCOPE.matcher(rule(
                        denied instanceof AuthorizationDeniedException known ? known.getAuthorizationResult() : null))
                .results()
                .map((MatchResult found) -> found.group(1))
                .distinct()
                .collect(Collectors.joining(" "));
    }

    private static String rule(@Nullable AuthorizationResult result) {
        if (result instanceof AuthorityAuthorizationDecision authorities) {
            return authorities.getAuthorities().toString();
        }
        return result instanceof ExpressionAuthorizationDecision expression
                ? expression.getExpression().getExpressionString()
                : "";
    }
}
