package io.labauth.spring;

import static io.labauth.spring.Browser.MARA;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** The application takes the time from its own clock, where it has one. */
@ShopTest
@Import(ExpiryTest.Time.class)
class ExpiryTest {
    private final LateClock clock;
    private final Browser browser;

    static final class LateClock extends Clock {
        private volatile Duration late = Duration.ZERO;

        @Override
        public Instant instant() {
            return Instant.now().plus(late);
        }

        @Override
        public ZoneId getZone() {
            return ZoneId.of("UTC");
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class Time {
        @Bean
        LateClock clock() {
            return new LateClock();
        }
    }

    ExpiryTest(@Autowired LateClock clock, @LocalServerPort int port) {
        this.clock = clock;
        this.browser = new Browser(port);
    }

    @BeforeEach
    void beOnTime() {
        clock.late = Duration.ZERO;
    }

    @Test
    void callback_whenTheLoginIsOlderThanTenMinutesAndTheSkew_isRefusedAndSaysSo() {
        URI callback = browser.agree(browser.beginLogin(), MARA);
        clock.late = Duration.ofSeconds(700);

        HttpResponse<String> answer = browser.get(callback);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("This sign-in took too long", "Start again");
    }

    @Test
    void callback_whenOnlyTheClocksOfTwoNodesDiffer_succeeds() {
        URI callback = browser.agree(browser.beginLogin(), MARA);
        clock.late = Duration.ofSeconds(-80);

        assertThat(browser.get(callback).statusCode()).isEqualTo(303);
    }
}
