package io.labauth.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.labauth.PendingLogin;
import java.net.URI;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SessionLoginsTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    private final SessionLogins logins = new SessionLogins();

    @Test
    void take_whenThePathIsExact_givesTheLoginOnce() {
        PendingLogin pending = pending("one");
        logins.add(pending, NOW);

        assertThat(logins.take("/callback/one", NOW)).contains(pending);
        assertThat(logins.take("/callback/one", NOW)).isEmpty();
    }

    @Test
    void take_whenThePathDiffersAtAll_givesNothing() {
        logins.add(pending("one"), NOW);

        assertThat(logins.take("/callback/One", NOW)).isEmpty();
        assertThat(logins.take("/callback/one/", NOW)).isEmpty();
        assertThat(logins.take("/callback/on%65", NOW)).isEmpty();
        assertThat(logins.take("/callback/on", NOW)).isEmpty();
    }

    @Test
    void take_whenTenMinutesHavePassed_givesNothing() {
        logins.add(pending("one"), NOW);
        logins.add(pending("two"), NOW);

        assertThat(logins.take("/callback/one", NOW.plus(SessionLogins.LIFETIME).minusMillis(1)))
                .isPresent();
        assertThat(logins.take("/callback/two", NOW.plus(SessionLogins.LIFETIME)))
                .isEmpty();
    }

    @Test
    void take_whenPutBack_givesTheLoginAgainButNoLonger() {
        PendingLogin pending = pending("one");
        logins.add(pending, NOW);
        logins.take("/callback/one", NOW).ifPresent(logins::putBack);

        assertThat(logins.take("/callback/one", NOW.plus(SessionLogins.LIFETIME)))
                .isEmpty();
        assertThat(logins.take("/callback/one", NOW)).contains(pending);
    }

    @Test
    void add_whenThereAreFive_dropsTheOldest() {
        for (String segment : new String[] {"a", "b", "c", "d", "e", "f"}) {
            logins.add(pending(segment), NOW);
        }

        assertThat(logins.take("/callback/a", NOW)).isEmpty();
        assertThat(logins.take("/callback/b", NOW)).isPresent();
        assertThat(logins.take("/callback/f", NOW)).isPresent();
    }

    @Test
    void isFinished_whenTakenOnly_isFalse() {
        PendingLogin pending = pending("one");
        logins.add(pending, NOW);
        logins.take("/callback/one", NOW);

        assertThat(logins.isFinished("/callback/one")).isFalse();
        logins.markFinished(pending);
        assertThat(logins.isFinished("/callback/one")).isTrue();
    }

    private static PendingLogin pending(String segment) {
        URI callback = URI.create("http://localhost:8080/callback/" + segment);
        return new PendingLogin(callback, URI.create("https://labarchives.example/" + segment), NOW);
    }
}
