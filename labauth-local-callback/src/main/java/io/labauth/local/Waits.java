package io.labauth.local;

import io.labauth.LabAuthException;
import io.labauth.LoginException;
import io.labauth.LoginException.Reason;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** The threads that wait for a person, and the end of their waits: any other thread may bring it about, and so does their time. */
final class Waits {
    private final Set<Thread> threads = new HashSet<>();
    private final Set<Thread> late = new HashSet<>();
    private boolean over;

    /** Waits, at most so long, and for as long as nobody has said {@link #end()}. */
    <T> T during(Duration longest, Supplier<T> wait) {
        Thread waiting = Thread.currentThread();
        begin(waiting);
        Thread alarm = alarm(longest, waiting);
        try {
            return wait.get();
        } catch (LabAuthException e) {
            throw reasonOr(e, waiting);
        } finally {
            alarm.interrupt();
            leave(waiting);
        }
    }

    synchronized void end() {
        over = true;
        threads.forEach(Thread::interrupt);
    }

    private synchronized void begin(Thread waiting) {
        if (over) {
            throw cancelled();
        }
        threads.add(waiting);
    }

    private Thread alarm(Duration longest, Thread waiting) {
        Thread alarm = new Thread(
                () -> {
                    try {
                        TimeUnit.MILLISECONDS.sleep(TimeUnit.MILLISECONDS.convert(longest));
                        endLate(waiting);
                    } catch (InterruptedException e) {
                        // The wait is over.
                    }
                },
                "labauth-device-login");
        alarm.setDaemon(true);
        alarm.start();
        return alarm;
    }

    private synchronized void endLate(Thread waiting) {
        if (threads.contains(waiting)) {
            late.add(waiting);
            waiting.interrupt();
        }
    }

    /** The interrupt was ours: it ends this wait and nothing that the thread does next. */
    private synchronized void leave(Thread waiting) {
        threads.remove(waiting);
        if (late.remove(waiting) || over) {
            var unused = Thread.interrupted();
        }
    }

    private synchronized LabAuthException reasonOr(LabAuthException problem, Thread waiting) {
        if (over) {
            return cancelled();
        }
        return late.contains(waiting)
                ? new LoginException(
                        Reason.TIMED_OUT, "Nobody confirmed the sign-in in time. Start again to get a new code.", null)
                : problem;
    }

    private static LoginException cancelled() {
        return new LoginException(
                Reason.CANCELLED, "The sign-in was closed before it was confirmed. Start again.", null);
    }
}
