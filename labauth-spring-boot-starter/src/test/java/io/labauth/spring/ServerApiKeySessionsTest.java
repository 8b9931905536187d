package io.labauth.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.labauth.apikeys.ApiKeys;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.mock.web.MockHttpSession;

/** The handles of the servlet container's own sessions. */
class ServerApiKeySessionsTest {
    private final ServerApiKeySessions sessions = server();
    private final MockHttpSession session = new MockHttpSession();

    private static ServerApiKeySessions server() {
        return new ServerApiKeySessions(new StaticListableBeanFactory().getBeanProvider(ApiKeys.class));
    }

    @Test
    void handle_staysTheSameForASession() {
        String handle = sessions.handle(session);

        assertThat(sessions.handle(session)).isEqualTo(handle);
        assertThat(sessions.isAlive(handle)).isTrue();
    }

    @Test
    void handle_whenTheSessionCameBackAfterARestart_isAnother() {
        String before = server().handle(session);

        String handle = sessions.handle(session);

        assertThat(handle).isNotEqualTo(before);
        assertThat(sessions.isAlive(handle)).isTrue();
    }
}
