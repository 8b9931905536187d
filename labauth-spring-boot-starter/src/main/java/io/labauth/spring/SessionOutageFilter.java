package io.labauth.spring;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.dao.UncategorizedDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionException;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Answers 503 when the store of sessions is down, in place of the 500 that Spring Session's exception would become. It writes the page by
 * itself: the application's own error page is in front of the same store. An exception that the application may as well have caused is
 * left to it where the store answers.
 */
final class SessionOutageFilter extends OncePerRequestFilter {
    private static final Logger LOG = System.getLogger(SessionOutageFilter.class.getName());
    private static final String RETRY_AFTER_SECONDS = "5";
    private static final String PAGE = """
            <!doctype html>
            <html lang="en">
            <head><meta charset="utf-8"><title>Not available right now</title></head>
            <body><h1>Not available right now</h1>
            <p>Something that this application needs does not answer. Nothing of yours was lost.</p>
            <p>Wait a few seconds, then reload this page.</p></body>
            </html>
            """;

    private final SessionStore sessions;

    SessionOutageFilter(SessionStore sessions) {
        this.sessions = sessions;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            chain.doFilter(request, response);
        } catch (ServletException e) {
            Throwable cause = e.getRootCause();
            if (response.isCommitted() || cause == null || !isOutage(cause)) {
                throw e;
            }
            answer(response, cause);
        } catch (RuntimeException e) {
            if (response.isCommitted() || !isOutage(e)) {
                throw e;
            }
            answer(response, e);
        }
    }

    private boolean isOutage(Throwable e) {
        return hasNoConnection(e) || (mayBeOutage(e) && !sessions.answers());
    }

    private static boolean hasNoConnection(Throwable e) {
        return e instanceof NonTransientDataAccessResourceException || e instanceof CannotCreateTransactionException;
    }

    private static boolean mayBeOutage(Throwable e) {
        return e instanceof TransientDataAccessException || e instanceof TransactionException || isOfRedis(e);
    }

    /** What Redis says of itself comes uncategorised, and what a database says comes with the database's own exception. */
    private static boolean isOfRedis(Throwable e) {
        return e instanceof UncategorizedDataAccessException && !(e.getCause() instanceof SQLException);
    }

    private static void answer(HttpServletResponse response, Throwable e) throws IOException {
        // A store's own words may have a session's id in them.
        LOG.log(
                Level.WARNING,
                "A request was answered with 503, since a store does not answer: "
                        + e.getClass().getSimpleName());
        response.reset();
        response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        response.setHeader("Retry-After", RETRY_AFTER_SECONDS);
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setContentType("text/html;charset=utf-8");
        response.getWriter().write(PAGE);
    }
}
