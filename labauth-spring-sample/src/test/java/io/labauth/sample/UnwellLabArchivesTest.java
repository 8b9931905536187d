package io.labauth.sample;

import static io.labauth.sample.Browser.MARA;
import static org.assertj.core.api.Assertions.assertThat;

import io.labauth.Secret;
import io.labauth.labarchives.LabArchives;
import io.labauth.testkit.FakeLabArchives;
import io.labauth.testkit.Fault;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;

@SampleTest
class UnwellLabArchivesTest {
    private final FakeLabArchives fake;
    private final Browser browser;

    @TestConfiguration(proxyBeanMethods = false)
    static class Impatience {
        @Bean
        LabArchives impatientLabArchives(FakeLabArchives fake) {
            return LabArchives.builder(fake.accessKeyId(), Secret.of(fake.accessPassword()))
                    .apiUrl(fake.apiUrl())
                    .timeout(Duration.ofMillis(500))
                    .build();
        }
    }

    UnwellLabArchivesTest(@Autowired FakeLabArchives fake, @LocalServerPort int port) {
        this.fake = fake;
        this.browser = new Browser(port);
    }

    @BeforeEach
    void forgetCalls() {
        fake.behaviour().reset();
        fake.calls().reset();
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
                Fault.entityBomb(),
                Fault.oversizeAnswer(),
                Fault.delay(Duration.ofSeconds(2)));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void callback_whenLabArchivesFails_asksOnceAndOffersToStartAgain(Fault fault) {
        fake.behaviour().failNext("user_access_info", fault, 1);

        HttpResponse<String> answer = browser.signIn(MARA);

        assertThat(fake.calls().count("user_access_info")).isOne();
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("LabArchives did not answer as it should", "/login\">Start again");
        assertThat(browser.signIn(MARA).statusCode()).isEqualTo(303);
    }

    @Test
    void callback_whenTheCodeIsTooOld_saysThatANewOneIsNeeded() {
        fake.behaviour().codeLifetime(Duration.ZERO);

        HttpResponse<String> answer = browser.signIn(MARA);

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("LabArchives did not accept the sign-in", "/login\">Start again");
    }
}
