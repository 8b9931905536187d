package io.labauth.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.labauth.AuthenticationException;
import io.labauth.AuthorizationException;
import io.labauth.ConnectionException;
import io.labauth.LabAuthException;
import io.labauth.Secret;
import io.labauth.labkey.LabKey;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** labauth's client of LabKey when the server, or something before it, does not answer as it should. */
@Timeout(30)
class LabKeyFailureTest {
    private final FakeLabKey fake = FakeLabKey.start();
    private final String key = fake.issueKey(fake.addUser("ada@example.org", "Ada"), "nightly");
    private final LabKey labKey = LabKey.connect(fake.baseUrl(), Secret.of(key));

    @AfterEach
    void stop() {
        fake.close();
    }

    @ParameterizedTest
    @MethodSource("io.labauth.testkit.Shapes#unusable")
    void anAnswerOfAnotherShape_isAServiceExceptionThatSaysWhich(String body, String problem, String type) {
        Fault fault = Fault.answer(200, type, body);
        fake.failNext("whoami", fault, 1);
        Shapes.assertUnusable(labKey::whoAmI, problem);
        fake.failNext("createApiKey", fault, 1);
        Shapes.assertUnusable(() -> labKey.createApiKey("d"), problem);
        fake.failNext("selectRows", fault, 1);
        Shapes.assertUnusable(labKey::keys, problem);
        fake.failNext("deleteRows", fault, 1);
        Shapes.assertUnusable(() -> labKey.revoke(1), problem);

        assertThat(fake.calls().count("createApiKey")).isOne();
    }

    @ParameterizedTest
    @MethodSource("io.labauth.testkit.Shapes#statuses")
    void aStatusWithoutAMeaning_isAServiceException(int status, String body) {
        fake.failNext("whoami", Fault.answer(status, "text/html", body), 1);
        Shapes.assertStatus(labKey::whoAmI, status);
        fake.failNext("createApiKey", Fault.answer(status, "text/html", body), 1);
        Shapes.assertStatus(() -> labKey.createApiKey("d"), status);

        assertThat(fake.calls().count("createApiKey")).isOne();
    }

    @ParameterizedTest
    @CsvSource({"401, ''", "401, <html>open-sesame</html>", "403, ''", "403, {\"exception\":\"open-sesame\"}"})
    void aRefusal_isKnownByItsStatusAlone(int status, String body) {
        fake.failNext("selectRows", Fault.answer(status, "application/json", body), 1);

        LabAuthException e = Shapes.failure(labKey::keys);

        assertThat(e).isInstanceOf(status == 401 ? AuthenticationException.class : AuthorizationException.class);
        assertThat(fake.calls().count("selectRows")).isOne();
        Shapes.assertHidden(e, key, Shapes.SESAME);
    }

    @ParameterizedTest
    @MethodSource("io.labauth.testkit.Shapes#brokenConnections")
    void aBrokenConnection_isAConnectionExceptionAndNothingIsCreatedTwice(String what, Fault fault) {
        fake.failNext("createApiKey", fault, 2);

        Shapes.assertBroken(() -> labKey.createApiKey("d"));

        assertThat(fake.calls().count("createApiKey")).as(what).isOne();
    }

    @Test
    void aSlowAnswer_isGivenUpInTime() {
        LabKey hasty = LabKey.builder(fake.baseUrl(), Secret.of(key))
                .timeout(Duration.ofMillis(300))
                .build();

        Shapes.assertSlowAnswerIsGivenUp(fault -> fake.failNext(fault, 1), hasty::whoAmI);
    }

    @Test
    void tooManyRequests_areAServiceException() {
        Shapes.assertTooManyRequests(fault -> fake.failNext(fault, 1), labKey::whoAmI);
    }

    @Test
    void anUnreachableServer_isAConnectionException() {
        fake.close();

        LabAuthException e = Shapes.failure(labKey::whoAmI);

        assertThat(e).isInstanceOf(ConnectionException.class).hasMessageContaining("cannot be reached");
        Shapes.assertHidden(e, key);
    }

    @Test
    void anInterrupt_staysOne() {
        Thread.currentThread().interrupt();

        LabAuthException e = Shapes.failure(labKey::whoAmI);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(e).isInstanceOf(ConnectionException.class).hasMessageContaining("was interrupted");
    }

    @Test
    void aThrottledServer_isNotAskedAgain() {
        fake.throttleAfter(1);
        LabKey wrong = LabKey.connect(fake.baseUrl(), Secret.of("0".repeat(64)));
        Shapes.failure(wrong::whoAmI);

        assertThat(Shapes.failure(labKey::whoAmI)).hasMessageContaining("counts wrong keys");
        assertThat(fake.calls().total()).isEqualTo(2);
    }
}
