package io.labauth.spring;

import io.labauth.ConnectionException;
import io.labauth.apikeys.ApiKeys;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionIdListener;
import jakarta.servlet.http.HttpSessionListener;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.beans.factory.ObjectProvider;

/**
 * The sessions of this server's memory: only those that have keys are remembered. A handle is for one id of a session, which changes when
 * somebody signs in; one that came back with a session of the server's last run is not known.
 */
final class ServerApiKeySessions implements ApiKeySessions, HttpSessionListener, HttpSessionIdListener {
    private static final Logger LOG = System.getLogger(ServerApiKeySessions.class.getName());
    private static final String ATTRIBUTE = "io.labauth.spring.apiKeySession";

    private final Set<String> alive = ConcurrentHashMap.newKeySet();
    private final ObjectProvider<ApiKeys> keys;

    ServerApiKeySessions(ObjectProvider<ApiKeys> keys) {
        this.keys = keys;
    }

    @Override
    public boolean isAlive(String handle) {
        return alive.contains(handle);
    }

    @Override
    public synchronized String handle(HttpSession session) {
        if (session.getAttribute(ATTRIBUTE) instanceof String known && alive.contains(known)) {
            return known;
        }
        String handle = UUID.randomUUID().toString();
        alive.add(handle);
        session.setAttribute(ATTRIBUTE, handle);
        return handle;
    }

    /** Whoever signs in now may be another than the one who made the keys. */
    @Override
    public void sessionIdChanged(HttpSessionEvent event, String oldSessionId) {
        endKeysOf(event.getSession());
    }

    @Override
    public void sessionDestroyed(HttpSessionEvent event) {
        endKeysOf(event.getSession());
    }

    private void endKeysOf(HttpSession session) {
        if (session.getAttribute(ATTRIBUTE) instanceof String handle && alive.remove(handle)) {
            try {
                keys.ifAvailable(each -> each.endSession(handle));
            } catch (ConnectionException e) {
                LOG.log(Level.WARNING, "The keys of a session that ended are not marked as revoked; they are refused.");
            }
        }
    }
}
