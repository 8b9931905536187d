package io.labauth.spring;

import static io.labauth.spring.Browser.MARA;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** The application has a clock of its own, which shows its business date and stands still. */
@ShopTest
@Import(ExpiryTest.Time.class)
class ExpiryTest {
    private final Browser browser;
    private final Browser other;

    @TestConfiguration(proxyBeanMethods = false)
    static class Time {
        @Bean
        Clock businessDate() {
            return Clock.fixed(Instant.parse("2026-01-31T00:00:00Z"), ZoneOffset.UTC);
        }
    }

    ExpiryTest(@LocalServerPort int port) {
        this.browser = new Browser(port);
        this.other = new Browser(port);
    }

    @Test
    void callback_whenReplayed_isRefusedWhateverTheApplicationsClockShows() {
        URI callback = browser.agree(browser.beginLogin(), MARA);
        Map<String, String> cookies = browser.allCookies();
        browser.get(callback);

        other.plantAll(cookies);

        assertThat(other.get(callback).statusCode()).isEqualTo(400);
    }
}
