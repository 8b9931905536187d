package io.labauth.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.labauth.AuthenticationException;
import io.labauth.AuthenticationException.Reason;
import io.labauth.AuthorizationException;
import io.labauth.Credential;
import io.labauth.LabAuthException;
import io.labauth.Secret;
import io.labauth.ServiceException;
import io.labauth.ashrlabs.AshrLabs;
import io.labauth.ashrlabs.AshrLabsApiKey;
import io.labauth.ashrlabs.AshrLabsBuilder;
import io.labauth.ashrlabs.AshrLabsKeyAge;
import io.labauth.ashrlabs.AshrLabsOperation;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** labauth's client of Ashr Labs, as far as its wire is documented or guessed. */
@Timeout(30)
class AshrLabsClientTest {
    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-22T10:00:00Z"));
    private final FakeAshrLabs fake = FakeAshrLabs.builder().clock(clock).start();
    private final String key = fake.issueKey("ci");
    private final AshrLabs ashrLabs = client(key).build();

    @AfterEach
    void stop() {
        fake.close();
    }

    @Test
    void keys_areShown() {
        assertThat(ashrLabs.keys(false))
                .containsExactly(new AshrLabsApiKey(
                        "1",
                        key.substring(0, 10),
                        "ci",
                        Optional.of(clock.instant()),
                        Optional.of(clock.instant()),
                        true));
    }

    @Test
    void keys_whenInactiveOnesAreAskedFor_showsThemToo() {
        fake.expire(fake.issueKey("old"));

        assertThat(ashrLabs.keys(false)).extracting(AshrLabsApiKey::name).containsExactly("ci");
        assertThat(ashrLabs.keys(true)).extracting(AshrLabsApiKey::isActive).containsExactly(true, false);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-11-22T10:00:00+00:00", "2026-11-22T10:00:00.000", "2026-11-22T11:00:00+01:00"})
    void keys_whateverTheFormOfTimesAndIds_areUnderstood(String created) {
        fake.failNext(
                Fault.answer(
                        200,
                        "application/json",
                        "{\"api_keys\": [{\"id\": \"a-b\", \"created_at\": \"" + created
                                + "\", \"last_used_at\": null}]}"),
                1);

        AshrLabsApiKey shown = ashrLabs.keys(false).get(0);

        assertThat(shown.id()).isEqualTo("a-b");
        assertThat(shown.createdAt()).contains(clock.instant());
        assertThat(shown.lastUsedAt()).isEmpty();
    }

    @Test
    void keys_whenThereAreTenThousand_areAllThere() {
        IntStream.range(0, 10_000).forEach(i -> fake.issueKey("key " + i));

        assertThat(ashrLabs.keys(false)).hasSize(10_001);
    }

    @Test
    void ages_tellWhichKeysAreDue() {
        clock.advance(Duration.ofDays(91));
        fake.issueKey("new");

        List<AshrLabsKeyAge> ages = ashrLabs.ages(Duration.ofDays(90));

        assertThat(ages).extracting(age -> age.key().name()).containsExactly("ci", "new");
        assertThat(ages).extracting(AshrLabsKeyAge::isDue).containsExactly(true, false);
        assertThat(ages.get(0).age()).isEqualTo(Duration.ofDays(91));
    }

    @Test
    void revoke_endsAKey() {
        String other = fake.issueKey("other");

        assertThat(ashrLabs.revoke("2")).isTrue();
        assertThat(ashrLabs.revoke("9")).isFalse();
        assertThat(refusal(client(other).build()).reason()).isEqualTo(Reason.KEY_REVOKED);
        assertThatIllegalArgumentException().isThrownBy(() -> ashrLabs.revoke(" "));
    }

    @Test
    void revoke_whenTheAddressIsWrong_saysSo() {
        fake.failNext(Fault.status(404), 1);

        assertThat(Shapes.failure(() -> ashrLabs.revoke("2")))
                .isInstanceOf(ServiceException.class)
                .hasMessageContaining("ASHR_LABS_BASE_URL");
    }

    @Test
    void aRefusedKey_isToldFromAnExpiredOne() {
        fake.expire(key);

        assertThat(refusal(ashrLabs).reason()).isEqualTo(Reason.KEY_EXPIRED);
        AuthenticationException unknown = refusal(client("tp_" + "x".repeat(32)).build());
        assertThat(unknown.reason()).isEqualTo(Reason.KEY_UNKNOWN);
        Shapes.assertHidden(unknown, "x".repeat(32));
        assertThat(fake.calls().retried4xx()).isZero();
    }

    @Test
    void aForbiddenCall_isAnAuthorizationException() {
        fake.failNext(Fault.answer(403, "application/json", "{\"message\": \"open-sesame\"}"), 1);

        LabAuthException e = Shapes.failure(() -> ashrLabs.keys(false));

        assertThat(e).isInstanceOf(AuthorizationException.class);
        Shapes.assertHidden(e, Shapes.SESAME, key);
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"LIST_API_KEYS", "REVOKE_API_KEY"})
    void anOperationThatNeedsOAuth_failsBeforeItIsSent(AshrLabsOperation operation) {
        assertThatExceptionOfType(AuthorizationException.class)
                .isThrownBy(() -> ashrLabs.credentialFor(operation))
                .withMessageContaining("OAuth")
                .withMessageContaining("Nothing was sent");
        assertThat(fake.calls().total()).isZero();
    }

    @Test
    void anOperationByKey_getsTheCredential() {
        Credential credential = ashrLabs.credential();

        assertThat(ashrLabs.credentialFor(AshrLabsOperation.LIST_API_KEYS)).isSameAs(credential);

        assertThat(credential
                        .applyTo(Shapes.request(), fake.baseUrl())
                        .build()
                        .headers()
                        .firstValue("Authorization"))
                .contains("Bearer " + key);
    }

    @ParameterizedTest
    @CsvSource({"'', 31", "tp-, 40", "TP_, 40", "tp_, 31", "' tp_', 40"})
    void anotherText_isNoKey(String prefix, int length) {
        String wrong = prefix + "x".repeat(length);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> AshrLabs.builder(Secret.of(wrong)))
                .withMessageContaining("tp_ and 32 or more characters")
                .withMessageNotContaining(wrong);
    }

    @Test
    void fromEnvironment_readsKeyAndAddress() {
        AshrLabs found = AshrLabs.builder(Map.of("ASHR_LABS_API_KEY", key, "ASHR_LABS_BASE_URL", fake.baseUrl() + "/"))
                .build();

        assertThat(found.keys(false)).hasSize(1);
        assertThat(found.toString())
                .contains("environment variable ASHR_LABS_API_KEY")
                .doesNotContain(key);
    }

    @Test
    void fromEnvironment_whenThereIsNoAddress_takesTheServicesOwn() {
        assertThat(AshrLabs.builder(Map.of("ASHR_LABS_API_KEY", key)).build().toString())
                .startsWith("AshrLabs[https://api.ashr.io,");
    }

    @ParameterizedTest
    @ValueSource(strings = {"api.ashr.io", "localhost:8080", "ftp://ashr.example.org"})
    void fromEnvironment_whenTheAddressIsNone_namesTheVariable(String address) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AshrLabs.builder(Map.of("ASHR_LABS_API_KEY", key, "ASHR_LABS_BASE_URL", address))
                        .build())
                .withMessageContaining("ASHR_LABS_BASE_URL");
    }

    @Test
    void keysPath_whenItBeginsWithNoSlash_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> client(key).keysPath("api-keys"))
                .withMessageContaining("slash");
    }

    @Test
    void aRefusal_whenItLeavesOpenWhatIsWrong_isOfAnUnknownKey() {
        fake.failNext(Fault.answer(401, "application/json", "{\"message\": \"Invalid or expired API key\"}"), 1);

        assertThat(refusal(ashrLabs).reason()).isEqualTo(Reason.KEY_UNKNOWN);
    }

    @Test
    void fromEnvironment_whenThereIsNoKey_namesTheVariable() {
        assertThatIllegalStateException()
                .isThrownBy(() -> AshrLabs.builder(Map.of("ASHR_LABS_API_KEY", " ")))
                .withMessageContaining("ASHR_LABS_API_KEY");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ashr", "http://ashr.example.org", "https://a@ashr", "https://ashr?a", "https://ashr#a"})
    void anotherAddress_isRefused(String address) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AshrLabs.builder(Secret.of(key))
                        .baseUrl(URI.create(address))
                        .build());
    }

    @Test
    void theGuesses_areSettings() {
        try (FakeAshrLabs other =
                FakeAshrLabs.builder().keysPath("/v2/keys").scheme("").start()) {
            AshrLabs client = AshrLabs.builder(Secret.of(other.issueKey("ci")))
                    .baseUrl(other.baseUrl())
                    .keysPath("/v2/keys")
                    .sentBy((secret, url) -> Credential.header("Authorization", secret, url))
                    .build();

            assertThat(client.keys(true)).hasSize(1);
        }
    }

    @Test
    void keys_whenTheAnswerIsTheListItself_areReadAsSuch() {
        AshrLabs client = client(key).listName("").build();
        fake.failNext(Fault.answer(200, "application/json", "[{\"id\": 7}, {\"id\": \"8\"}]"), 1);

        assertThat(client.keys(false)).extracting(AshrLabsApiKey::id).containsExactly("7", "8");
    }

    @ParameterizedTest
    @MethodSource("io.labauth.testkit.Shapes#unusable")
    void anAnswerOfAnotherShape_isAServiceExceptionThatSaysWhich(String body, String problem, String type) {
        fake.failNext(Fault.answer(200, type, body), 1);

        Shapes.assertUnusable(() -> ashrLabs.keys(false), problem);
    }

    @ParameterizedTest
    @MethodSource("io.labauth.testkit.Shapes#statuses")
    void aStatusWithoutAMeaning_isAServiceException(int status, String body) {
        fake.failNext(Fault.answer(status, "application/json", body), 1);

        Shapes.assertStatus(() -> ashrLabs.keys(false), status);
    }

    @ParameterizedTest
    @MethodSource("io.labauth.testkit.Shapes#brokenConnections")
    void aBrokenConnection_isAConnectionException(String what, Fault fault) {
        // Java's client repeats a GET by itself, once, when nothing was answered.
        fake.failNext("listKeys", fault, 2);

        Shapes.assertBroken(() -> ashrLabs.keys(false));

        assertThat(fake.calls().count("listKeys")).as(what).isBetween(1, 2);
    }

    @Test
    void aRevocation_isSentOnce() {
        fake.failNext("revokeKey", Fault.droppedConnection(), 2);

        Shapes.assertBroken(() -> ashrLabs.revoke("1"));

        assertThat(fake.calls().count("revokeKey")).isOne();
    }

    @Test
    void tooManyCallsAndSlowAnswers_areToldApart() {
        Shapes.assertTooManyRequests(fault -> fake.failNext(fault, 1), () -> ashrLabs.keys(false));

        AshrLabs hasty = client(key).timeout(Duration.ofMillis(300)).build();
        Shapes.assertSlowAnswerIsGivenUp(fault -> fake.failNext(fault, 1), () -> hasty.keys(false));
    }

    private AshrLabsBuilder client(String apiKey) {
        return AshrLabs.builder(Secret.of(apiKey)).baseUrl(fake.baseUrl()).clock(clock);
    }

    private static AuthenticationException refusal(AshrLabs client) {
        return catchThrowableOfType(AuthenticationException.class, () -> client.keys(false));
    }
}
