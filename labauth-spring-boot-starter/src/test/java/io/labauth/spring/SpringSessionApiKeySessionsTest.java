package io.labauth.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.labauth.ConnectionException;
import io.labauth.apikeys.ApiKeys;
import io.labauth.apikeys.Peppers;
import io.labauth.apikeys.SessionHandles;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.session.MapSession;
import org.springframework.session.MapSessionRepository;
import org.springframework.session.Session;
import org.springframework.session.SessionRepository;

/** Which sessions of a store are alive, and how often the store is asked. */
class SpringSessionApiKeySessionsTest {
    private final Map<String, Session> stored = new HashMap<>();
    private final AtomicInteger questions = new AtomicInteger();
    private final AtomicLong nanos = new AtomicLong();
    private final SessionHandles handles = new SessionHandles(Peppers.generate());
    private final MapSession session = new MapSession();
    private final SpringSessionApiKeySessions sessions = over(new Counting());

    /** A store that counts. */
    private final class Counting implements SessionRepository<MapSession> {
        private final MapSessionRepository sessions = new MapSessionRepository(stored);

        @Override
        public MapSession createSession() {
            return sessions.createSession();
        }

        @Override
        public void save(MapSession changed) {
            sessions.save(changed);
        }

        @Override
        public MapSession findById(String id) {
            questions.incrementAndGet();
            if (id.equals("down")) {
                throw new DataAccessResourceFailureException("No answer for session " + id);
            }
            return sessions.findById(id);
        }

        @Override
        public void deleteById(String id) {
            sessions.deleteById(id);
        }
    }

    SpringSessionApiKeySessionsTest() {
        stored.put(session.getId(), session);
    }

    private SpringSessionApiKeySessions over(SessionRepository<MapSession> store) {
        return new SpringSessionApiKeySessions(
                store, handles, new StaticListableBeanFactory().getBeanProvider(ApiKeys.class), nanos::get);
    }

    @Test
    void isAlive_asksTheStoreOnceInTwoSeconds() {
        String handle = handles.seal(session.getId());

        for (int i = 0; i < 1_000; i++) {
            assertThat(sessions.isAlive(handle)).isTrue();
        }

        assertThat(questions).hasValue(1);
        nanos.addAndGet(Duration.ofSeconds(2).toNanos());
        assertThat(sessions.isAlive(handle)).isTrue();
        assertThat(questions).hasValue(2);
    }

    @Test
    void isAlive_whenTheSessionIsGone_saysSoTwoSecondsLater() {
        String handle = handles.seal(session.getId());
        assertThat(sessions.isAlive(handle)).isTrue();
        stored.clear();

        nanos.addAndGet(Duration.ofSeconds(2).toNanos());

        assertThat(sessions.isAlive(handle)).isFalse();
        assertThat(sessions.isAlive(handle)).isFalse();
        assertThat(questions).hasValue(2);
    }

    @Test
    void isAlive_whenTheSessionHasExpired_isFalse() {
        session.setMaxInactiveInterval(Duration.ofMinutes(30));
        session.setLastAccessedTime(session.getLastAccessedTime().minus(Duration.ofHours(1)));

        assertThat(sessions.isAlive(handles.seal(session.getId()))).isFalse();
    }

    @Test
    void isAlive_whenTheHandleIsNotOurs_asksNobody() {
        assertThat(sessions.isAlive(session.getId())).isFalse();
        assertThat(sessions.isAlive(new SessionHandles(Peppers.generate()).seal(session.getId())))
                .isFalse();
        assertThat(questions).hasValue(0);
    }

    @Test
    void isAlive_whenTheStoreIsDown_saysThatItCannotTellAndNothingOfTheSession() {
        String handle = handles.seal("down");

        assertThatThrownBy(() -> sessions.isAlive(handle))
                .isInstanceOf(ConnectionException.class)
                .hasMessageContaining("store of sessions does not answer")
                .hasMessageNotContaining("session down")
                .hasNoCause();
    }

    @Test
    void handle_staysTheSameUntilTheSessionGetsAnotherId() {
        MockHttpSession open = new MockHttpSession();
        String handle = sessions.handle(open);

        assertThat(sessions.handle(open)).isEqualTo(handle);
        assertThat(handles.open(handle)).contains(open.getId());
        open.changeSessionId();
        assertThat(handles.open(sessions.handle(open))).contains(open.getId());
    }

    @Test
    void logout_whenTheSessionHasNoKeys_doesNothing() {
        MockHttpServletRequest request = new MockHttpServletRequest();

        sessions.logout(request, new MockHttpServletResponse(), null);

        assertThat(request.getSession(false)).isNull();
        assertThat(questions).hasValue(0);
    }
}
