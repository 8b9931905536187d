package io.labauth.sample;

import io.labauth.PendingLogin;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.util.WebUtils;

/**
 * The logins that browsers have begun and not finished, each in the HTTP session of the browser that began it.
 *
 * <p>This is the one place that knows where they are kept.
 */
@Component
final class PendingLogins {
    private static final String ATTRIBUTE = SessionLogins.class.getName();

    private final Clock clock;

    PendingLogins(Clock clock) {
        this.clock = clock;
    }

    void remember(PendingLogin pending, HttpServletRequest request) {
        ofSession(request.getSession()).add(pending, clock.instant());
    }

    /** Takes the login out whose callback has the request's exact path: of several requests at once, one gets it. */
    Optional<PendingLogin> take(HttpServletRequest request) {
        return existing(request).flatMap(logins -> logins.take(request.getRequestURI(), clock.instant()));
    }

    /** The callback was not the answer: the login waits on, no longer than before. */
    void putBack(PendingLogin pending, HttpServletRequest request) {
        existing(request).ifPresent(logins -> logins.putBack(pending));
    }

    void markFinished(PendingLogin pending, HttpServletRequest request) {
        existing(request).ifPresent(logins -> logins.markFinished(pending));
    }

    /** Whether this very callback has signed this session in before: the page was refreshed, or somebody went back. */
    boolean isFinished(HttpServletRequest request) {
        return existing(request)
                .filter(logins -> logins.isFinished(request.getRequestURI()))
                .isPresent();
    }

    private static Optional<SessionLogins> existing(HttpServletRequest request) {
        @Nullable HttpSession session = request.getSession(false);
        return session == null
                ? Optional.empty()
                : Optional.ofNullable((SessionLogins) session.getAttribute(ATTRIBUTE));
    }

    private static SessionLogins ofSession(HttpSession session) {
        synchronized (WebUtils.getSessionMutex(session)) {
            SessionLogins logins = (SessionLogins) session.getAttribute(ATTRIBUTE);
            if (logins == null) {
                logins = new SessionLogins();
                session.setAttribute(ATTRIBUTE, logins);
            }
            return logins;
        }
    }
}
