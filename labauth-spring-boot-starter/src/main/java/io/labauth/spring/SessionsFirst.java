package io.labauth.spring;

import io.labauth.web.ConsumedFlows;
import java.time.Instant;

/** Spends no login while the store of sessions is down, where nobody could stay signed in. */
final class SessionsFirst implements ConsumedFlows {
    private final SessionStore sessions;
    private final ConsumedFlows consumedFlows;

    SessionsFirst(SessionStore sessions, ConsumedFlows consumedFlows) {
        this.sessions = sessions;
        this.consumedFlows = consumedFlows;
    }

    @Override
    public Answer consume(String flowId, Instant expiresAt) {
        return sessions.answers() ? consumedFlows.consume(flowId, expiresAt) : Answer.UNKNOWN;
    }
}
