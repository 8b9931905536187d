package io.labauth.spring;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.labauth.ConnectionException;
import io.labauth.apikeys.ApiKeys;
import io.labauth.apikeys.SessionHandles;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.NestedRuntimeException;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.logout.LogoutHandler;
import org.springframework.session.SessionRepository;

/**
 * The sessions in Spring Session's store, whichever that is. The handle is the session's id, sealed, so that every node can look for the
 * session and no reader of the keys' table can take it over. Looking does not prolong the session.
 */
final class SpringSessionApiKeySessions implements ApiKeySessions, LogoutHandler {
    private static final Logger LOG = System.getLogger(SpringSessionApiKeySessions.class.getName());
    private static final String ATTRIBUTE = "io.labauth.spring.apiKeySession";
    private static final int REMEMBERED = 100_000;

    /** How late the end of a session may be seen that nobody has signed out of; the row of a key may be older. */
    private static final Duration BELIEVED = Duration.ofSeconds(2);

    private final SessionRepository<?> store;
    private final SessionHandles handles;
    private final ObjectProvider<ApiKeys> keys;
    private final Cache<String, Boolean> alive;

    SpringSessionApiKeySessions(
            SessionRepository<?> store, SessionHandles handles, ObjectProvider<ApiKeys> keys, Ticker ticker) {
        this.store = store;
        this.handles = handles;
        this.keys = keys;
        this.alive = Caffeine.newBuilder()
                .maximumSize(REMEMBERED)
                .expireAfterWrite(BELIEVED)
                .ticker(ticker)
                .executor(Runnable::run)
                .build();
    }

    @Override
    public boolean isAlive(String handle) {
        return alive.get(handle, this::isInStore);
    }

    /** A new sign-in gives the session another id, and with it another handle. */
    @Override
    public String handle(HttpSession session) {
        if (session.getAttribute(ATTRIBUTE) instanceof String known
                && handles.open(known).filter(session.getId()::equals).isPresent()) {
            return known;
        }
        String handle = handles.seal(session.getId());
        session.setAttribute(ATTRIBUTE, handle);
        return handle;
    }

    /** Tells the other nodes at once, and marks the keys as revoked. */
    @Override
    public void logout(
            HttpServletRequest request, HttpServletResponse response, @Nullable Authentication authentication) {
        HttpSession session = request.getSession(false);
        if (session == null || !(session.getAttribute(ATTRIBUTE) instanceof String handle)) {
            return;
        }
        try {
            keys.ifAvailable(each -> each.endSession(handle));
        } catch (ConnectionException e) {
            LOG.log(
                    Level.WARNING,
                    "The keys of a session that ended are not marked as revoked; they are refused within "
                            + BELIEVED.toSeconds() + " seconds.");
        }
    }

    private boolean isInStore(String handle) {
        Optional<String> id = handles.open(handle);
        try {
            return id.isPresent() && store.findById(id.get()) != null;
        } catch (NestedRuntimeException e) {
            // A store's own words may have a session's id in them.
            throw new ConnectionException(
                    "The store of sessions does not answer: " + e.getClass().getSimpleName() + ".", null);
        }
    }
}
