package io.labauth.spring;

import io.labauth.web.ConsumedFlows;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import org.springframework.core.NestedRuntimeException;

/** Spends no login while the store of sessions is down, where nobody could stay signed in. */
final class SessionsFirst implements ConsumedFlows {
    private static final Logger LOG = System.getLogger(SessionsFirst.class.getName());

    private final SessionStore sessions;
    private final ConsumedFlows consumedFlows;

    SessionsFirst(SessionStore sessions, ConsumedFlows consumedFlows) {
        this.sessions = sessions;
        this.consumedFlows = consumedFlows;
    }

    @Override
    public Answer consume(String flowId, Instant expiresAt) {
        try {
            sessions.ask();
        } catch (NestedRuntimeException e) {
            LOG.log(
                    Level.WARNING,
                    "The store of sessions does not answer: " + e.getClass().getSimpleName());
            return Answer.UNKNOWN;
        }
        return consumedFlows.consume(flowId, expiresAt);
    }
}
