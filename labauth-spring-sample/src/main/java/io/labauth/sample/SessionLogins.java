package io.labauth.sample;

import io.labauth.PendingLogin;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The logins of one session: a few, for several tabs, in any order. Thread-safe. */
final class SessionLogins {
    static final int LIMIT = 5;
    static final Duration LIFETIME = Duration.ofMinutes(10);

    private final List<Login> logins = new ArrayList<>();

    private enum State {
        WAITING,
        TAKEN,
        FINISHED
    }

    private static final class Login {
        private final PendingLogin pending;
        private final Instant expiresAt;
        private State state = State.WAITING;

        Login(PendingLogin pending, Instant now) {
            this.pending = pending;
            this.expiresAt = now.plus(LIFETIME);
        }

        boolean isAnsweredAt(String path) {
            byte[] expected = pending.callbackUri().getRawPath().getBytes(StandardCharsets.UTF_8);
            return MessageDigest.isEqual(expected, path.getBytes(StandardCharsets.UTF_8));
        }
    }

    synchronized void add(PendingLogin pending, Instant now) {
        logins.removeIf(login -> !now.isBefore(login.expiresAt));
        while (logins.size() >= LIMIT) {
            logins.remove(0);
        }
        logins.add(new Login(pending, now));
    }

    synchronized Optional<PendingLogin> take(String path, Instant now) {
        Login login = answeredAt(path);
        if (login == null || login.state != State.WAITING || !now.isBefore(login.expiresAt)) {
            return Optional.empty();
        }
        login.state = State.TAKEN;
        return Optional.of(login.pending);
    }

    synchronized void putBack(PendingLogin pending) {
        change(pending, State.WAITING);
    }

    synchronized void markFinished(PendingLogin pending) {
        change(pending, State.FINISHED);
    }

    synchronized boolean isFinished(String path) {
        Login login = answeredAt(path);
        return login != null && login.state == State.FINISHED;
    }

    private void change(PendingLogin pending, State state) {
        logins.stream().filter(login -> login.pending.equals(pending)).forEach(login -> login.state = state);
    }

    /** Compares with each of them, in constant time. */
    private @Nullable Login answeredAt(String path) {
        Login answered = null;
        for (Login login : logins) {
            answered = login.isAnsweredAt(path) ? login : answered;
        }
        return answered;
    }
}
