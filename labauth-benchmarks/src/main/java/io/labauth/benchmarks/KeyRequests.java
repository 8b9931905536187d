package io.labauth.benchmarks;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockServletContext;
import org.springframework.security.web.FilterChainProxy;

/** Requests with one key after the other, each through the whole chain and on to the application. */
final class KeyRequests {
    private static final MockServletContext CONTEXT = new MockServletContext();

    private final FilterChainProxy proxy;
    private final String path;
    private final List<String> authorizations;
    private int next;

    KeyRequests(FilterChainProxy proxy, String path, List<String> authorizations) {
        this.proxy = proxy;
        this.path = path;
        this.authorizations = authorizations;
    }

    /** Requests per second. */
    double rate(Duration time) {
        long start = System.nanoTime();
        int done = 0;
        do {
            once(authorizations.get(next++ % authorizations.size()));
            done++;
        } while (System.nanoTime() - start < time.toNanos());
        return done * 1e9 / (System.nanoTime() - start);
    }

    /** Whether the application gets a request with this header. */
    boolean isLetThrough(String authorization) {
        MockHttpServletRequest request = new MockHttpServletRequest(CONTEXT, "GET", path);
        request.addHeader("Authorization", authorization);
        MockFilterChain application = new MockFilterChain();
        try {
            proxy.doFilter(request, new MockHttpServletResponse(), application);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ServletException e) {
            throw new IllegalStateException("The chain does not work.", e);
        }
        return application.getRequest() != null;
    }

    private void once(String authorization) {
        if (!isLetThrough(authorization)) {
            throw new IllegalStateException("A good key was refused.");
        }
    }
}
