package io.labauth.local;

import io.labauth.LabAuthException;
import io.labauth.LoginException;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;

/** The threads that wait for a person, and the end of their waits, which any other thread may bring about. */
final class Waits {
    private final Set<Thread> threads = new HashSet<>();
    private boolean over;

    /** Waits, for as long as nobody has said {@link #end()}. */
    <T> T during(Supplier<T> wait) {
        begin();
        try {
            return wait.get();
        } catch (LabAuthException e) {
            throw isOver() ? cancelled() : e;
        } finally {
            leave();
        }
    }

    synchronized void end() {
        over = true;
        threads.forEach(Thread::interrupt);
    }

    private synchronized void begin() {
        if (over) {
            throw cancelled();
        }
        threads.add(Thread.currentThread());
    }

    /** The interrupt was ours: it ends this wait and nothing that the thread does next. */
    private synchronized void leave() {
        threads.remove(Thread.currentThread());
        if (over) {
            var unused = Thread.interrupted();
        }
    }

    private synchronized boolean isOver() {
        return over;
    }

    private static LoginException cancelled() {
        return new LoginException(
                LoginException.Reason.CANCELLED, "The sign-in was closed before it was confirmed. Start again.", null);
    }
}
