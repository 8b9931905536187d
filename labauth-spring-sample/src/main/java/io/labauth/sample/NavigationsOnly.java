package io.labauth.sample;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.HandlerInterceptor;

/** Lets a person's own navigation pass; a prefetch, a script's request or a HEAD neither begins a login nor finishes one. */
final class NavigationsOnly implements HandlerInterceptor {
    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws IOException {
        if (!request.getMethod().equals("GET")) {
            response.setHeader(HttpHeaders.ALLOW, "GET");
            response.sendError(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
            return false;
        }
        if (isPrefetch(request) || isByScript(request)) {
            response.sendError(HttpServletResponse.SC_UNAUTHORIZED);
            return false;
        }
        return true;
    }

    private static boolean isPrefetch(HttpServletRequest request) {
        return containsPrefetch(request.getHeader("Sec-Purpose")) || containsPrefetch(request.getHeader("Purpose"));
    }

    private static boolean containsPrefetch(@Nullable String purpose) {
        return purpose != null && purpose.toLowerCase(Locale.ROOT).contains("prefetch");
    }

    private static boolean isByScript(HttpServletRequest request) {
        String mode = request.getHeader("Sec-Fetch-Mode");
        return (mode != null && !mode.equals("navigate"))
                || "XMLHttpRequest".equalsIgnoreCase(request.getHeader("X-Requested-With"));
    }
}
