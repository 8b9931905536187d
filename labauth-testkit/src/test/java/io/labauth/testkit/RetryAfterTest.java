package io.labauth.testkit;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.status;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.WireMockServer;
import io.labauth.Secret;
import io.labauth.ServiceException;
import io.labauth.ash.Ash;
import io.labauth.labarchives.LabArchives;
import io.labauth.tiled.Tiled;
import java.net.URI;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How long a busy service asks to wait: seconds, or what cannot be understood and is left out (RFC 9110, section 10.2.3, knows dates too). */
@Timeout(30)
class RetryAfterTest {
    private final WireMockServer busy =
            new WireMockServer(options().dynamicPort().bindAddress("127.0.0.1"));
    private URI address;

    @BeforeEach
    void start() {
        busy.start();
        address = URI.create(busy.baseUrl());
    }

    @AfterEach
    void stop() {
        busy.stop();
    }

    @ParameterizedTest
    @CsvSource({"7, 7", "soon,", "'Sat, 21 Nov 2026 07:28:00 GMT',", "-1,", "99999999999999999999,"})
    void labArchives(String header, Long seconds) {
        answer(503, "Retry-After", header);
        LabArchives labArchives = LabArchives.builder("akid", Secret.of("pass"))
                .apiUrl(address)
                .pacing(false)
                .retries(false)
                .build();

        assertThat(wait(() -> labArchives.login("ada@example.org", "code"))).isEqualTo(seconds);
    }

    @ParameterizedTest
    @CsvSource({"7, 7", "soon,", "'Sat, 21 Nov 2026 07:28:00 GMT',", "-1,", "99999999999999999999,"})
    void tiled(String header, Long seconds) {
        answer(503, "Retry-After", header);

        assertThat(wait(() -> Tiled.builder(address).connect())).isEqualTo(seconds);
    }

    @ParameterizedTest
    @CsvSource({"7, 7", "soon,", "'Sat, 21 Nov 2026 07:28:00 GMT',", "-1,", "99999999999999999999,"})
    void ash(String header, Long seconds) {
        answer(429, "x-ratelimit-reset", header);
        Ash ash = Ash.connect(address, Secret.of("ash_" + "0".repeat(32)));

        assertThat(wait(ash::proveKey)).isEqualTo(seconds);
    }

    private void answer(int status, String header, String value) {
        busy.stubFor(any(anyUrl()).willReturn(status(status).withHeader(header, value)));
    }

    private static Long wait(ThrowingCallable call) {
        return catchThrowableOfType(ServiceException.class, call)
                .retryAfter()
                .map(Duration::toSeconds)
                .orElse(null);
    }
}
