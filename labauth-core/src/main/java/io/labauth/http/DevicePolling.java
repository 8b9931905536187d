package io.labauth.http;

import io.labauth.ConnectionException;
import io.labauth.LoginException;
import io.labauth.LoginException.Reason;
import io.labauth.ServiceException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/**
 * Asks at the server's pace whether a person has signed in on another device (RFC 8628, section 3.5). A server that fails, is busy or
 * cannot be reached meanwhile does not end the sign-in: it is asked again, less often.
 *
 * @param service the service's name, for messages
 * @param clock the clock by which the code ends
 * @param pause waits between two questions
 */
public record DevicePolling(String service, Clock clock, Pause pause) {
    /** How often is asked where the server does not say it (RFC 8628, section 3.2). */
    public static final Duration DEFAULT_INTERVAL = Duration.ofSeconds(5);

    private static final Duration SLOW_DOWN = Duration.ofSeconds(5);
    private static final Duration MAX_INTERVAL = Duration.ofMinutes(2);

    /**
     * Asks until there is an answer. Blocks.
     *
     * @param <T> what the answer gives
     * @param deadline when the code ends
     * @param firstInterval how long to wait before each question, until the server wants more
     * @param question gives the answer; throws a {@link ServiceException} with the error code {@code authorization_pending} or {@code
     *     slow_down} while there is none, and whatever else ends the sign-in
     * @return the answer
     * @throws LoginException if nobody came in time, or the thread was interrupted, which stays set
     */
    public <T> T until(Instant deadline, Duration firstInterval, Supplier<T> question) {
        Duration interval = firstInterval;
        while (true) {
            waitUntil(deadline, interval);
            try {
                return question.get();
            } catch (ServiceException e) {
                interval = intervalAfter(e, interval);
            } catch (ConnectionException e) {
                refuseInterrupted();
                interval = longer(interval.multipliedBy(2), interval);
            }
        }
    }

    /**
     * What it means that the code has ended.
     *
     * @return the exception to throw
     */
    public LoginException timedOut() {
        return new LoginException(
                Reason.TIMED_OUT, "Nobody confirmed the code at " + service + " in time. Start again.", null);
    }

    private void waitUntil(Instant deadline, Duration interval) {
        Duration left = Duration.between(clock.instant(), deadline);
        if (!left.isNegative()) {
            try {
                pause.of(left.compareTo(interval) < 0 ? left : interval);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        refuseInterrupted();
        if (!clock.instant().isBefore(deadline)) {
            throw timedOut();
        }
    }

    /** How long to wait after an answer that is none yet, if it is worth to wait at all. */
    private static Duration intervalAfter(ServiceException e, Duration interval) {
        return switch (e.errorCode().orElse("")) {
            case "authorization_pending" -> interval;
            case "slow_down" -> longer(interval.plus(SLOW_DOWN), interval);
            default -> {
                if (e.status() != 429 && e.status() < 500) {
                    throw e;
                }
                yield longer(e.retryAfter().orElse(interval.multipliedBy(2)), interval);
            }
        };
    }

    private static Duration longer(Duration wanted, Duration before) {
        Duration bounded = wanted.compareTo(MAX_INTERVAL) > 0 ? MAX_INTERVAL : wanted;
        return bounded.compareTo(before) > 0 ? bounded : before;
    }

    /**
     * Ends the sign-in of a thread that was interrupted.
     *
     * @throws LoginException if it was; its interrupt status stays set
     */
    public static void refuseInterrupted() {
        if (Thread.currentThread().isInterrupted()) {
            throw new LoginException(Reason.CANCELLED, "The thread was interrupted before anyone signed in.", null);
        }
    }
}
