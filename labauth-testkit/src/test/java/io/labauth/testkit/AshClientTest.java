package io.labauth.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.labauth.AuthenticationException;
import io.labauth.AuthenticationException.Reason;
import io.labauth.AuthorizationException;
import io.labauth.ConnectionException;
import io.labauth.LabAuthException;
import io.labauth.Secret;
import io.labauth.ServiceException;
import io.labauth.ash.Ash;
import io.labauth.ash.AshApiKey;
import io.labauth.ash.AshNewKey;
import java.net.Authenticator;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** labauth's client of Ash. */
@Timeout(30)
class AshClientTest {
    private final FakeAsh fake = FakeAsh.start(new SettableClock(Instant.parse("2026-11-22T10:00:00Z")));
    private final String key = fake.environmentKey();
    private final Ash ash = Ash.connect(fake.serverUrl(), Secret.of(key));

    @AfterEach
    void stop() {
        fake.close();
    }

    @Test
    void proveKey_whenTheKeyIsGood_isSilent() {
        assertThatCode(ash::proveKey).doesNotThrowAnyException();
        assertThat(fake.calls().count("listAgents")).isOne();
    }

    @Test
    void proveKey_whenTheKeyIsAnother_isRefusedOnce() {
        Ash wrong = Ash.connect(fake.serverUrl(), Secret.of("ash_" + "0".repeat(32)));

        AuthenticationException e = catchThrowableOfType(AuthenticationException.class, wrong::proveKey);

        assertThat(e.reason()).isEqualTo(Reason.KEY_UNKNOWN);
        assertThat(e).hasMessageContaining("argument");
        assertThat(fake.calls().total()).isOne();
    }

    @ParameterizedTest
    @CsvSource({
        "Missing Authorization header, NOT_SIGNED_IN",
        "Invalid Authorization header format, KEY_MALFORMED",
        "Invalid API key, KEY_UNKNOWN",
        "open-sesame, KEY_UNKNOWN"
    })
    void proveKey_tellsTheRefusalsApart(String error, Reason reason) {
        fake.failNext(Fault.answer(401, "application/json", "{\"error\":\"" + error + "\",\"statusCode\":401}"), 1);

        AuthenticationException e = catchThrowableOfType(AuthenticationException.class, ash::proveKey);

        assertThat(e.reason()).isEqualTo(reason);
        Shapes.assertHidden(e, key, Shapes.SESAME);
    }

    @Test
    void proveKey_whenTheKeyMayNot_isAnAuthorizationException() {
        fake.failNext(Fault.answer(403, "application/json", ""), 1);

        assertThat(Shapes.failure(ash::proveKey)).isInstanceOf(AuthorizationException.class);
    }

    @Test
    void keys_areShownWithTheOneOfTheEnvironment() {
        ash.createKey("ci");

        List<AshApiKey> keys = ash.keys();

        assertThat(keys).extracting(AshApiKey::label).containsExactly("ASH_API_KEY", "ci");
        assertThat(keys).extracting(AshApiKey::isOfTheServersEnvironment).containsExactly(true, false);
        assertThat(keys.get(0).createdAt()).isEmpty();
        assertThat(keys.get(1).createdAt()).contains(Instant.parse("2026-11-22T10:00:00Z"));
        assertThat(keys.get(0).keyPrefix()).isEqualTo(key.substring(0, 8));
    }

    @Test
    void keys_whenThereAreTenThousand_areAllThere() {
        IntStream.range(0, 10_000).forEach(i -> fake.issueKey("key " + i));

        assertThat(ash.keys()).hasSize(10_001);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ci \"quoted\" ü\n", ""})
    void aCreatedKey_isGoodUntilItIsRevoked(String label) {
        AshNewKey created = ash.createKey(label);
        Ash other = Ash.connect(fake.serverUrl(), created.key());
        other.proveKey();

        assertThat(ash.keys().get(1).label()).isEqualTo(label);
        assertThat(other.revoke(created.id())).isTrue();
        assertThat(ash.revoke(created.id())).isFalse();
        assertThat(Shapes.failure(other::proveKey)).isInstanceOf(AuthenticationException.class);
        assertThat(created.toString()).doesNotContain(created.key().reveal());
    }

    @ParameterizedTest
    @ValueSource(strings = {"env", "", " "})
    void revoke_whenNoCallCan_isRefusedHere(String id) {
        assertThatIllegalArgumentException().isThrownBy(() -> ash.revoke(id)).withMessageContaining("ASH_API_KEY");
        assertThat(fake.calls().total()).isZero();
    }

    @Test
    void revoke_whenTheIdLooksLikeAPath_staysOne() {
        assertThat(ash.revoke("../agents?x")).isFalse();
        assertThat(fake.calls().count("revokeKey")).isOne();
    }

    @Test
    void revoke_whenThisIsNotAsh_saysSo() {
        fake.failNext(Fault.answer(404, "text/html", "<html>open-sesame</html>"), 1);

        LabAuthException e = Shapes.failure(() -> ash.revoke("x"));

        assertThat(e).isInstanceOf(ServiceException.class).hasMessageContaining("a web page");
    }

    @Test
    void tooManyCalls_whenRetryAfterSaysSo_waitThatLong() {
        Shapes.assertTooManyRequests(fault -> fake.failNext(fault, 1), ash::proveKey);
    }

    @Test
    void tooManyCalls_sayWhenToComeBack() {
        fake.rateLimit(1);
        ash.proveKey();

        ServiceException e = catchThrowableOfType(ServiceException.class, ash::proveKey);

        assertThat(e.status()).isEqualTo(429);
        assertThat(e.retryAfter()).contains(Duration.ofMinutes(15));
    }

    @Test
    void keys_whenTheListIsLong_areAllThere() {
        String one = "{\"id\":\"7\",\"label\":\"" + "x".repeat(300) + "\",\"keyPrefix\":\"\",\"createdAt\":\"\"}";
        String many = "{\"keys\":[" + String.join(",", Collections.nCopies(40_000, one)) + "]}";
        fake.failNext("listKeys", Fault.answer(200, "application/json", many), 1);

        assertThat(ash.keys()).hasSize(40_000);
    }

    @ParameterizedTest
    @MethodSource("io.labauth.testkit.Shapes#unusable")
    void anAnswerOfAnotherShape_isAServiceExceptionThatSaysWhich(String body, String problem, String type) {
        Fault fault = Fault.answer(200, type, body);
        fake.failNext(fault, 1);
        Shapes.assertUnusable(ash::proveKey, problem);
        fake.failNext(fault, 1);
        Shapes.assertUnusable(ash::keys, problem);
        fake.failNext(fault, 1);
        Shapes.assertUnusable(() -> ash.createKey("ci"), problem);

        assertThat(fake.calls().count("createKey")).isOne();
    }

    @ParameterizedTest
    @MethodSource("io.labauth.testkit.Shapes#statuses")
    void aStatusWithoutAMeaning_isAServiceException(int status, String body) {
        fake.failNext(Fault.answer(status, "application/json", body), 2);

        Shapes.assertStatus(ash::keys, status);
        Shapes.assertStatus(() -> ash.createKey("ci"), status);
    }

    @ParameterizedTest
    @MethodSource("io.labauth.testkit.Shapes#brokenConnections")
    void aBrokenConnection_isAConnectionExceptionAndNothingIsCreatedTwice(String what, Fault fault) {
        fake.failNext("createKey", fault, 2);

        Shapes.assertBroken(() -> ash.createKey("ci"));

        assertThat(fake.calls().count("createKey")).as(what).isOne();
    }

    @Test
    void aSlowOrSilentServer_isGivenUp() {
        Ash hasty = Ash.builder(fake.serverUrl(), Secret.of(key))
                .timeout(Duration.ofMillis(300))
                .build();
        Shapes.assertSlowAnswerIsGivenUp(fault -> fake.failNext(fault, 1), hasty::proveKey);

        fake.close();

        assertThat(Shapes.failure(ash::proveKey))
                .isInstanceOf(ConnectionException.class)
                .hasMessageContaining("ASH_SERVER_URL");
    }

    @Test
    void aKeyThatNoHeaderCanCarry_isRefusedHere() {
        for (String wrong : List.of("two words", "a\nb", "ö")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Ash.connect(fake.serverUrl(), Secret.of(wrong)))
                    .withMessageNotContaining(wrong);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ash", "ftp://ash", "http://ash.example.org", "https://a@ash", "https://ash?a", "https://ash#a"})
    void anotherAddress_isNoServer(String address) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Ash.connect(URI.create(address), Secret.of(key)))
                .withMessageNotContaining(key);
    }

    @Test
    void aClientThatFollowsRedirects_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> Ash.builder(fake.serverUrl(), Secret.of(key)).httpClient(Shapes.followingRedirects()));
    }

    @Test
    @EnabledForJreRange(max = JRE.JAVA_23)
    void aClientThatWouldLoseTheKey_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Ash.builder(fake.serverUrl(), Secret.of(key)).httpClient(withAuthenticator()))
                .withMessageContaining("Authenticator")
                .withMessageContaining("Java 24");
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_24)
    void aClientWithAnAuthenticator_sendsTheKey() {
        Ash.builder(fake.serverUrl(), Secret.of(key))
                .httpClient(withAuthenticator())
                .build()
                .proveKey();
    }

    private static HttpClient withAuthenticator() {
        return HttpClient.newBuilder().authenticator(new Authenticator() {}).build();
    }

    @Test
    void serverUrl_isTheWholeAddress() {
        URI below = URI.create("https://lab.example.org/ash");

        assertThat(Ash.connect(below, Secret.of(key)).serverUrl()).isEqualTo(below);
        assertThat(Ash.connect(URI.create(below + "/"), Secret.of(key)).serverUrl())
                .isEqualTo(below);
    }
}
