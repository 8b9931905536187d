package io.labauth.spring;

import static io.labauth.spring.Browser.MARA;
import static org.assertj.core.api.Assertions.assertThat;

import io.labauth.testkit.FakeLabArchives;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataAccessResourceFailureException;

/** Sessions kept in a store that nodes share, when it is down. */
@ShopTest
@Import(SessionStoreDownTest.Store.class)
class SessionStoreDownTest {
    private final FakeLabArchives fake;
    private final AtomicBoolean down;
    private final Browser browser;

    @TestConfiguration(proxyBeanMethods = false)
    static class Store {
        @Bean
        AtomicBoolean down() {
            return new AtomicBoolean();
        }

        @Bean
        SessionStore labAuthSessionStore(AtomicBoolean down) {
            return () -> {
                if (down.get()) {
                    throw new DataAccessResourceFailureException("The database is down.");
                }
            };
        }
    }

    SessionStoreDownTest(@Autowired FakeLabArchives fake, @Autowired AtomicBoolean down, @LocalServerPort int port) {
        this.fake = fake;
        this.down = down;
        this.browser = new Browser(port);
    }

    @Test
    void callback_whenSessionsCannotBeKept_isNotSpentAndSucceedsWhenThePageIsReloaded() {
        URI callback = browser.agree(browser.beginLogin(), MARA);
        fake.calls().reset();
        down.set(true);

        HttpResponse<String> answer = browser.get(callback);

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(fake.calls().total()).isZero();

        down.set(false);

        assertThat(browser.get(callback).statusCode()).isEqualTo(303);
    }
}
