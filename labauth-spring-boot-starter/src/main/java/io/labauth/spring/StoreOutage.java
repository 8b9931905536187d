package io.labauth.spring;

import io.labauth.web.ConsumedFlows.Answer;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Knows whether a store is down: logs when that begins and ends, and lets one thread at a time find out in between, so that the others need
 * not wait for what does not answer.
 */
final class StoreOutage {
    private static final Logger LOG = System.getLogger(StoreOutage.class.getName());

    private final String store;
    private final AtomicBoolean down = new AtomicBoolean();
    private final AtomicBoolean asking = new AtomicBoolean();

    /** What is asked of the store; any exception means that it cannot answer. */
    @FunctionalInterface
    interface Question {
        Answer ask() throws SQLException;
    }

    StoreOutage(String store) {
        this.store = store;
    }

    Answer ask(Question question) {
        boolean wasDown = down.get();
        if (wasDown && !asking.compareAndSet(false, true)) {
            return Answer.UNKNOWN;
        }
        try {
            Answer answer = question.ask();
            ended();
            return answer;
        } catch (SQLException | RuntimeException e) {
            // Pools of connections have exceptions of their own.
            began(e);
            return Answer.UNKNOWN;
        } finally {
            if (wasDown) {
                asking.set(false);
            }
        }
    }

    private void began(Throwable e) {
        if (down.compareAndSet(false, true)) {
            LOG.log(
                    Level.WARNING,
                    "Nobody can sign in, since " + store + " does not say which sign-ins were completed before: "
                            + e.getClass().getSimpleName() + ": " + e.getMessage()
                            + ". It is asked again with each sign-in.");
        }
    }

    private void ended() {
        if (down.compareAndSet(true, false)) {
            LOG.log(Level.INFO, "People can sign in again: " + store + " answers.");
        }
    }
}
