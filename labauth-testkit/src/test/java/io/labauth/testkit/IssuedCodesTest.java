package io.labauth.testkit;

import static io.labauth.testkit.Answers.assertError;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IssuedCodesTest {
    private static final String EMAIL = "ada@example.org";

    private final SettableClock clock = new SettableClock(Instant.parse("2026-03-01T10:00:00Z"));
    private FakeLabArchives fake;
    private SignedClient client;

    @BeforeEach
    void start() {
        fake = FakeLabArchives.builder().clock(clock).start();
        fake.addUser(EMAIL, "Ada Brandt", "Optics");
        client = SignedClient.of(fake).at(clock);
    }

    @AfterEach
    void stop() {
        fake.close();
    }

    @Test
    void code_whenExchangedTwice_gets4514() throws Exception {
        String code = fake.issueCode(EMAIL);
        assertThat(client.exchange(EMAIL, code).statusCode()).isEqualTo(200);

        assertError(client.exchange(EMAIL, code), 401, 4514);
    }

    @Test
    void code_whenSingleUseIsOff_mayBeExchangedAgain() throws Exception {
        fake.behaviour().singleUseCodes(false);
        String code = fake.issueCode(EMAIL);

        assertThat(client.exchange(EMAIL, code).statusCode()).isEqualTo(200);
        assertThat(client.exchange(EMAIL, code).statusCode()).isEqualTo(200);
    }

    @Test
    void code_whenSomebodyElseTriedIt_isStillGood() throws Exception {
        fake.addUser("ben@example.org", "Ben Okafor");
        String code = fake.issueCode(EMAIL);
        assertError(client.exchange("ben@example.org", code), 401, 4514);

        assertThat(client.exchange(EMAIL, code).statusCode()).isEqualTo(200);
    }

    @Test
    void code_whenOlderThanAMinute_gets4514() throws Exception {
        String inTime = fake.issueCode(EMAIL);
        String late = fake.issueCode(EMAIL);

        clock.advance(Duration.ofSeconds(60));
        assertThat(client.exchange(EMAIL, inTime).statusCode()).isEqualTo(200);
        clock.advance(Duration.ofMillis(1));
        assertError(client.exchange(EMAIL, late), 401, 4514);
    }

    @Test
    void code_whenTheLifetimeIsSwitched_lastsThatLong() throws Exception {
        fake.behaviour().codeLifetime(Duration.ofMinutes(5));
        String code = fake.issueCode(EMAIL);

        clock.advance(Duration.ofMinutes(4));

        assertThat(client.exchange(EMAIL, code).statusCode()).isEqualTo(200);
    }

    @Test
    void token_withinTheHour_mayBeUsedAgainAndAgain() throws Exception {
        String token = fake.issueToken(EMAIL);

        clock.advance(Duration.ofMinutes(60));

        assertThat(client.exchange(EMAIL, token).statusCode()).isEqualTo(200);
        assertThat(client.exchange(EMAIL, token).statusCode()).isEqualTo(200);
    }

    @Test
    void token_afterTheHour_gets4514() throws Exception {
        String token = fake.issueToken(EMAIL);

        clock.advance(Duration.ofMinutes(60).plusMillis(1));

        assertError(client.exchange(EMAIL, token), 401, 4514);
    }

    @Test
    void codesAndTokens_containWhatNaiveEncodersBreak() {
        assertThat(fake.issueCode(EMAIL)).contains("+", "/", "=").isNotEqualTo(fake.issueCode(EMAIL));
        assertThat(fake.issueToken(EMAIL)).contains("+", "/", "=");
    }
}
