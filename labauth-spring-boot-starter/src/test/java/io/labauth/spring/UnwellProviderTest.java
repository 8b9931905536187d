package io.labauth.spring;

import static io.labauth.spring.Browser.MARA;
import static org.assertj.core.api.Assertions.assertThat;

import io.labauth.Secret;
import io.labauth.labarchives.LabArchives;
import io.labauth.testkit.FakeLabArchives;
import io.labauth.testkit.Fault;
import io.labauth.web.ConsumedFlows;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** A LabArchives that fails, and a store that is down. */
@ShopTest
@Import(UnwellProviderTest.Frailty.class)
class UnwellProviderTest {
    private final FakeLabArchives fake;
    private final FrailStore store;
    private final Browser browser;

    static final class FrailStore implements ConsumedFlows {
        private final ConsumedFlows store = ConsumedFlows.inMemory(100, Clock.systemUTC());
        private volatile boolean down;

        @Override
        public Answer consume(String flowId, Instant expiresAt) {
            return down ? Answer.UNKNOWN : store.consume(flowId, expiresAt);
        }
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class Frailty {
        @Bean
        LabArchives labArchives(FakeLabArchives fake) {
            return LabArchives.builder(fake.accessKeyId(), Secret.of(fake.accessPassword()))
                    .apiUrl(fake.apiUrl())
                    .timeout(Duration.ofMillis(500))
                    .build();
        }

        @Bean
        FrailStore store() {
            return new FrailStore();
        }
    }

    UnwellProviderTest(@Autowired FakeLabArchives fake, @Autowired FrailStore store, @LocalServerPort int port) {
        this.fake = fake;
        this.store = store;
        this.browser = new Browser(port);
    }

    @BeforeEach
    void recover() {
        fake.behaviour().reset();
        fake.calls().reset();
        store.down = false;
    }

    static Stream<Fault> faults() {
        return Stream.of(
                Fault.status(500),
                Fault.status(429),
                Fault.serverFailure(),
                Fault.droppedConnection(),
                Fault.connectionReset(),
                Fault.garbage(),
                Fault.halfAnswer(),
                Fault.malformedXml(),
                Fault.externalEntity(),
                Fault.oversizeAnswer(),
                Fault.delay(Duration.ofSeconds(2)));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void callback_whenTheProviderFails_asksOnceAndOffersToStartAgain(Fault fault) {
        fake.behaviour().failNext("user_access_info", fault, 1);

        HttpResponse<String> answer = browser.signIn(MARA);

        assertThat(fake.calls().count("user_access_info")).isOne();
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).contains("5");
        assertThat(answer.body()).contains("LabArchives did not answer as it should", "Start again");
        assertThat(browser.signIn(MARA).statusCode()).isEqualTo(303);
    }

    @Test
    void callback_whenTheCodeIsTooOld_saysThatANewOneIsNeeded() {
        fake.behaviour().codeLifetime(Duration.ZERO);

        HttpResponse<String> answer = browser.signIn(MARA);

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("LabArchives did not accept the sign-in", "Start again");
    }

    @Test
    void callback_whenThePersonRefused_saysSo() {
        HttpResponse<String> answer = browser.get(browser.refuse(browser.beginLogin()));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("The sign-in was refused", "Start again");
        assertThat(fake.calls().count("user_access_info")).isZero();
    }

    @Test
    void startAgain_leadsBackToThePageThatThePersonWanted() {
        fake.behaviour().failNext("user_access_info", Fault.status(500), 1);

        HttpResponse<String> answer = browser.get(browser.agree(browser.beginLogin("/login?returnTo=/shelf/1"), MARA));

        assertThat(answer.body()).contains("/login?returnTo=%2Fshelf%2F1\"");
    }

    @Test
    void callback_whenTheStoreIsDown_isNotSpentAndSucceedsWhenThePageIsReloaded() {
        URI callback = browser.agree(browser.beginLogin(), MARA);
        store.down = true;

        HttpResponse<String> answer = browser.get(callback);

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).contains("5");
        assertThat(answer.body()).contains("Signing in does not work right now");
        assertThat(fake.calls().total()).isZero();

        store.down = false;

        assertThat(browser.get(callback).statusCode()).isEqualTo(303);
        assertThat(browser.isSignedInAs("Mara Lindqvist")).isTrue();
    }
}
