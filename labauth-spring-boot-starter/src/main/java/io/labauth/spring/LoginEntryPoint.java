package io.labauth.spring;

import io.labauth.web.Navigation;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;

/** Sends a person who opens a page to the sign-in, and says 401 to everything else, which begins nothing. */
final class LoginEntryPoint implements AuthenticationEntryPoint {
    /** The request attribute with the {@code WWW-Authenticate} of a 401, where there is another way in than the browser. */
    static final String CHALLENGE = LoginEntryPoint.class.getName() + ".challenge";

    private final LoginRoutes routes;

    LoginEntryPoint(LoginRoutes routes) {
        this.routes = routes;
    }

    @Override
    public void commence(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException authException) {
        if (isForPage(request) && Navigation.isByPerson(request.getMethod(), request::getHeader)) {
            String query = request.getQueryString() == null ? "" : "?" + request.getQueryString();
            LoginAnswer.seeOther(routes.loginUri(routes.publicPath(request) + query), response);
        } else {
            response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
            if (request.getAttribute(CHALLENGE) instanceof String challenge) {
                response.setHeader(HttpHeaders.WWW_AUTHENTICATE, challenge);
            }
            response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
        }
    }

    private static boolean isForPage(HttpServletRequest request) {
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        return accept != null && accept.contains("text/html");
    }
}
