package io.labauth.spring;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;

/** Asks for a key where none was shown; RFC 6750, section 3.1: without an error code then. */
final class ApiKeyEntryPoint implements AuthenticationEntryPoint {
    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        if (request.getAttribute(LoginEntryPoint.CHALLENGE) instanceof String challenge) {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, challenge);
        }
        ApiKeyAnswer.send(HttpServletResponse.SC_UNAUTHORIZED, "Show a key, or sign in.", response);
    }
}
