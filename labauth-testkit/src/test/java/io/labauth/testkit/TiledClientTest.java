package io.labauth.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.labauth.AuthenticationException;
import io.labauth.AuthenticationException.Reason;
import io.labauth.AuthorizationException;
import io.labauth.Secret;
import io.labauth.ServiceException;
import io.labauth.tiled.IssuedApiKey;
import io.labauth.tiled.Provider;
import io.labauth.tiled.Tiled;
import io.labauth.tiled.TiledApiKey;
import io.labauth.tiled.TiledApiKeyRequest;
import io.labauth.tiled.TiledApiKeys;
import io.labauth.tiled.TiledPrincipal;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** labauth's client of Tiled with API keys. */
@Timeout(30)
class TiledClientTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    private final SettableClock clock = new SettableClock(NOW);
    private FakeTiled fake;
    private UUID ada;
    private String key;
    private Tiled tiled;

    @BeforeEach
    void connect() {
        fake = FakeTiled.builder().clock(clock).start();
        ada = fake.addUser("ada", "swordfish");
        key = fake.issueKey("ada");
        tiled = connected(key);
    }

    @AfterEach
    void stop() {
        fake.close();
    }

    @Test
    void connect_asksTheServerWhatItOffersAndSendsNoKeyYet() {
        assertThat(tiled.isSingleUser()).isFalse();
        assertThat(tiled.providers())
                .extracting(Provider::name, Provider::mode)
                .containsExactly(tuple("toy", Provider.Mode.INTERNAL), tuple("orcid", Provider.Mode.EXTERNAL));
        assertThat(fake.calls().all()).singleElement().satisfies(call -> {
            assertThat(call.method()).isEmpty();
            assertThat(call.parameters()).containsEntry("Authorization", "");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "/", "/api/v1", "/api/v1/", "/api/v1/metadata/a/b", "/api/v1/node/metadata/a", "/metadata/a"
            })
    void connect_findsTheApiFromAnyAddressOfTheServer(String path) {
        Tiled fromPage = Tiled.builder(URI.create(fake.uri() + path)).connect();

        assertThat(fromPage.apiUri()).isEqualTo(URI.create(fake.uri() + "/api/v1"));
    }

    @Test
    void connect_whenTheKeyIsInTheUri_movesItIntoTheHeader() {
        Tiled fromLink =
                Tiled.builder(URI.create(fake.uri() + "?a=b&api_key=" + key)).connect();

        assertThat(fromLink.whoAmI().uuid()).isEqualTo(ada);
        assertThat(fromLink.origin())
                .hasValueSatisfying(origin -> assertThat(origin).hasToString("the service's address"));
        assertThat(fromLink.toString()).doesNotContain(key);
        assertThat(fake.calls().all())
                .last()
                .satisfies(call -> assertThat(call.parameters())
                        .containsEntry("Authorization", "Apikey")
                        .doesNotContainKey("api_key"));
    }

    @Test
    void connect_whenTheKeyIsInTheUriAndInAnArgument_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tiled.builder(URI.create(fake.uri() + "?api_key=" + key))
                        .apiKey(Secret.of(key)))
                .withMessageNotContaining(key);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"tiled.example.org", "ftp://tiled.example.org", "/api/v1", "https://ada:pw@tiled.example.org"})
    void builder_whenTheUriCannotBeAServer_isRefused(String uri) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tiled.builder(URI.create(uri)))
                .withMessageContaining("Tiled server")
                .withMessageNotContaining("pw");
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc\n", "key with spaces", "tp_0123456789", "apikey|0123"})
    void apiKey_whenOfAnotherForm_isRefusedBeforeARequest(String malformed) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tiled.builder(fake.uri()).apiKey(Secret.of(malformed)))
                .withMessageContaining("72 hexadecimal")
                .withMessageNotContaining(malformed);
    }

    @Test
    void connect_whenTheKeyIsASingleUserServersAndTheServerIsNot_isRefusedBeforeItIsSent() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> connected("letters0nly"))
                .withMessageContaining("72 hexadecimal");
        assertThat(fake.calls().all())
                .allSatisfy(call -> assertThat(call.parameters()).containsEntry("Authorization", ""));
    }

    @Test
    void connect_whenTheServerNamesAnotherOrigin_isRefused() {
        fake.behaviour().announcedOrigin(URI.create("http://internal.example:8000"));

        assertThatExceptionOfType(ServiceException.class)
                .isThrownBy(() -> connected(key))
                .withMessageContaining("proxy");
    }

    @Test
    void whoAmI_namesThePrincipal() {
        TiledPrincipal principal = tiled.whoAmI();

        assertThat(principal.uuid()).isEqualTo(ada);
        assertThat(principal.type()).isEqualTo("user");
        assertThat(principal.identities()).containsExactly(new TiledPrincipal.Identity("toy", "ada"));
    }

    @Test
    void whoAmI_whenNobodyIsSignedIn_saysSo() {
        Tiled anonymous = Tiled.builder(fake.uri()).connect();

        assertThat(reason(anonymous::whoAmI)).isEqualTo(Reason.NOT_SIGNED_IN);
        assertThat(reason(() -> anonymous.apiKeys().list())).isEqualTo(Reason.NOT_SIGNED_IN);
        assertThat(reason(() -> anonymous.apiKeys().create(TiledApiKeyRequest.unlimited())))
                .isEqualTo(Reason.NOT_SIGNED_IN);
        assertThat(reason(anonymous::credential)).isEqualTo(Reason.NOT_SIGNED_IN);
        assertThat(anonymous.origin()).isEmpty();
    }

    @Test
    void whoAmI_whenTheKeyHasEnded_saysWhereItCameFromAndAsksOnce() {
        tiled = connected(fake.issueKey("ada", Duration.ofHours(1)));
        clock.advance(Duration.ofHours(2));

        AuthenticationException e = catchThrowableOfType(AuthenticationException.class, tiled::whoAmI);

        assertThat(e.reason()).isEqualTo(Reason.KEY_UNKNOWN);
        assertThat(e).hasMessageContaining("argument").hasMessageContaining("expired or revoked");
        assertThat(fake.calls().count("auth/whoami")).isOne();
    }

    @Test
    void create_givesAKeyThatWorks() {
        IssuedApiKey issued = tiled.apiKeys()
                .create(TiledApiKeyRequest.unlimited()
                        .expiresIn("10m")
                        .scopes("read:metadata", "read:data")
                        .note("nightly"));

        assertThat(issued.details())
                .isEqualTo(new TiledApiKey(
                        issued.key().reveal().substring(0, 8),
                        Optional.of(NOW.plus(Duration.ofMinutes(10))),
                        "nightly",
                        List.of("read:metadata", "read:data"),
                        Optional.empty()));
        assertThat(issued).asString().doesNotContain(issued.key().reveal());
        assertThat(connected(issued.key().reveal()).whoAmI().uuid()).isEqualTo(ada);
    }

    @Test
    void create_whenNothingIsSaid_inheritsAndNeverEnds() {
        TiledApiKey details =
                tiled.apiKeys().create(TiledApiKeyRequest.unlimited()).details();

        assertThat(details.expires()).isEmpty();
        assertThat(details.scopes()).containsExactly("inherit");
        assertThat(details.note()).isEmpty();
    }

    @Test
    void create_whenTheKeyMayNotCreateKeys_namesTheScope() {
        Tiled reader = connected(fake.issueKey("ada", "read:metadata"));

        assertThatExceptionOfType(AuthorizationException.class)
                .isThrownBy(() -> reader.apiKeys().create(TiledApiKeyRequest.unlimited()))
                .withMessageContaining("create:apikeys");
        assertThat(fake.calls().count("auth/apikey")).isOne();
    }

    @Test
    void create_whenTheScopesExceedTheOwners_isNotAllowed() {
        assertThatExceptionOfType(AuthorizationException.class)
                .isThrownBy(() ->
                        tiled.apiKeys().create(TiledApiKeyRequest.unlimited().scopes("admin:apikeys")));
    }

    @Test
    void create_whenAnOlderServerSays400ForScopes_isNotAllowed() {
        String body = "{\"detail\":\"Requested scopes ['x'] must be a subset of the principal's scopes ['y'].\"}";
        fake.behaviour().failNext("auth/apikey", Fault.answer(400, "application/json", body), 1);

        assertThatExceptionOfType(AuthorizationException.class)
                .isThrownBy(() -> tiled.apiKeys().create(TiledApiKeyRequest.unlimited()));
    }

    @Test
    void create_whenThereAreAHundredKeys_saysSoAndIsNotRepeated() {
        for (int i = 1; i < 100; i++) {
            fake.issueKey("ada");
        }

        ServiceException e = catchThrowableOfType(
                ServiceException.class, () -> tiled.apiKeys().create(TiledApiKeyRequest.unlimited()));

        assertThat(e.status()).isEqualTo(400);
        assertThat(e).hasMessageContaining("as many API keys");
        assertThat(fake.calls().count("auth/apikey")).isOne();
    }

    @Test
    void list_showsEveryKeyWithoutItself() {
        fake.issueKey("ada", Duration.ofDays(1));

        assertThat(tiled.apiKeys().list())
                .hasSize(2)
                .extracting(TiledApiKey::expires)
                .containsExactly(Optional.empty(), Optional.of(NOW.plus(Duration.ofDays(1))));
        assertThat(tiled.apiKeys().list().get(0).firstEight()).isEqualTo(key.substring(0, 8));
    }

    @ParameterizedTest
    @CsvSource({"true, true", "true, false", "false, true", "false, false"})
    void times_areUtcWithAndWithoutOffset(boolean withOffset, boolean fractions) {
        fake.behaviour().timesWithOffset(withOffset).fractions(fractions);

        TiledApiKey details = tiled.apiKeys()
                .create(TiledApiKeyRequest.unlimited().expiresIn("900"))
                .details();

        assertThat(details.expires()).contains(NOW.plusSeconds(900));
    }

    @Test
    void forEach_readsTenThousandKeysInOnePass() {
        for (int i = 1; i < 10_000; i++) {
            fake.issueKey("ada", "read:metadata");
        }
        AtomicInteger seen = new AtomicInteger();

        tiled.apiKeys().forEach(each -> seen.incrementAndGet());

        assertThat(seen).hasValue(10_000);
        assertThat(fake.calls().count("auth/whoami")).isOne();
    }

    @Test
    void revoke_takesTheFirstEightOrTheWholeKeyAndSendsEight() {
        String other = fake.issueKey("ada");
        String third = fake.issueKey("ada");
        TiledApiKeys keys = tiled.apiKeys();

        assertThat(keys.revoke(other.substring(0, 8))).isTrue();
        assertThat(keys.revoke(Secret.of(third))).isTrue();
        assertThat(keys.revoke(third)).isFalse();
        assertThat(keys.revoke(Secret.of(third))).isFalse();

        assertThat(keys.list()).extracting(TiledApiKey::firstEight).containsExactly(key.substring(0, 8));
        assertThat(fake.calls().all())
                .filteredOn(call -> call.httpMethod().equals("DELETE"))
                .allSatisfy(
                        call -> assertThat(call.parameters().get("first_eight")).hasSize(8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "0123456", "012345678", "0123456z", "01234567&first_eight=89abcdef"})
    void revoke_whenThisIsNeither_isRefusedBeforeARequest(String noKey) {
        assertThatIllegalArgumentException().isThrownBy(() -> tiled.apiKeys().revoke(noKey));
        assertThat(fake.calls().count("auth/apikey")).isZero();
    }

    @Test
    void apiKeysOf_letsAnAdministratorManageTheKeysOfAnother() {
        fake.addAdministrator("root", "toor");
        TiledApiKeys ofAda = connected(fake.issueKey("root")).apiKeysOf(ada);

        IssuedApiKey issued = ofAda.create(TiledApiKeyRequest.unlimited().note("for Ada"));

        assertThat(connected(issued.key().reveal()).whoAmI().uuid()).isEqualTo(ada);
        assertThat(ofAda.list()).extracting(TiledApiKey::note).containsExactly("", "for Ada");
        assertThat(ofAda.revoke(issued.key())).isTrue();
        assertThat(ofAda.list()).hasSize(1);
    }

    @Test
    void apiKeysOf_whenNoAdministrator_isNotAllowed() {
        UUID bob = fake.addUser("bob", "x");

        assertThatExceptionOfType(AuthorizationException.class)
                .isThrownBy(() -> tiled.apiKeysOf(bob).list())
                .withMessageContaining("read:principals");
        assertThatExceptionOfType(AuthorizationException.class)
                .isThrownBy(() -> tiled.apiKeysOf(bob).revoke("01234567"))
                .withMessageContaining("admin:apikeys");
    }

    @Test
    void credential_isSentWithRequestsOfOnesOwn() throws IOException, InterruptedException {
        URI tree = URI.create(tiled.apiUri() + "/metadata/");
        HttpRequest request =
                tiled.credential().applyTo(HttpRequest.newBuilder(), tree).build();

        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("read:metadata");
        assertThat(tiled.credential().inLink("api_key", tree)).hasToString(tree + "?api_key=" + key);
    }

    @Test
    void aSingleUserServer_takesItsKeyAndExplainsWhatItHasNot() throws IOException, InterruptedException {
        try (FakeTiled single = FakeTiled.builder().singleUser("secret").start()) {
            Tiled mine = Tiled.builder(single.uri()).apiKey(Secret.of("secret")).connect();
            URI tree = URI.create(mine.apiUri() + "/metadata/");
            HttpRequest request =
                    mine.credential().applyTo(HttpRequest.newBuilder(), tree).build();

            assertThat(HttpClient.newHttpClient()
                            .send(request, BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(200);
            assertThat(mine.isSingleUser()).isTrue();
            assertThatIllegalStateException().isThrownBy(mine::whoAmI).withMessageContaining("single user");
            assertThatIllegalStateException().isThrownBy(mine::apiKeys).withMessageContaining("single user");
            assertThatIllegalStateException().isThrownBy(mine::beginSignIn);
        }
    }

    private Tiled connected(String apiKey) {
        return Tiled.builder(fake.uri()).apiKey(Secret.of(apiKey)).connect();
    }

    private static Reason reason(ThrowingCallable call) {
        return catchThrowableOfType(AuthenticationException.class, call).reason();
    }
}
