package io.labauth.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The sessions of browsers, and of programs that keep cookies, with the keys that die with them. For one thread. */
final class LabKeySessions {
    private static final Duration IDLE_TIMEOUT = Duration.ofMinutes(30);

    private final Map<String, Session> sessions = new HashMap<>();
    private final Map<String, String> sessionsOfKeys = new HashMap<>();
    private final Clock clock;

    private record Session(FakeLabKeyUser user, Instant lastUsed) {}

    LabKeySessions(Clock clock) {
        this.clock = clock;
    }

    String begin(FakeLabKeyUser user) {
        String id = RandomText.hex(32);
        sessions.put(id, new Session(user, clock.instant()));
        return id;
    }

    Optional<FakeLabKeyUser> user(String id) {
        Session session = sessions.get(id);
        if (session == null || session.lastUsed().plus(IDLE_TIMEOUT).isBefore(clock.instant())) {
            sessions.remove(id);
            return Optional.empty();
        }
        sessions.put(id, new Session(session.user(), clock.instant()));
        return Optional.of(session.user());
    }

    String issueKey(String session) {
        String key = RandomText.hex(64);
        sessionsOfKeys.put(key, session);
        return key;
    }

    /** The session that a session key stands for, while that lasts. */
    Optional<String> sessionOf(String key) {
        return Optional.ofNullable(sessionsOfKeys.get(key))
                .filter(session -> user(session).isPresent());
    }

    void end(String id) {
        sessions.remove(id);
    }

    void endAll() {
        sessions.clear();
    }
}
