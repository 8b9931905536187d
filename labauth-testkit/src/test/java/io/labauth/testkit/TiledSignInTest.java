package io.labauth.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.labauth.AuthenticationException;
import io.labauth.AuthenticationException.Reason;
import io.labauth.DeviceCode;
import io.labauth.LoginException;
import io.labauth.Secret;
import io.labauth.ServiceException;
import io.labauth.tiled.Provider;
import io.labauth.tiled.Tiled;
import io.labauth.tiled.TiledApiKeyRequest;
import io.labauth.tiled.TiledBuilder;
import io.labauth.tiled.TiledDeviceLogin;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** labauth's client of Tiled with people who sign in. */
@Timeout(30)
class TiledSignInTest {
    private static final Secret PASSWORD = Secret.of("sword fish&+=%ä");
    private static final URI PLAIN = URI.create("http://tiled.example.org");
    private static final String REFRESH = "auth/session/refresh";
    private static final String POLL = "auth/provider/orcid/token";

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-22T10:00:00Z"));
    private FakeTiled fake;
    private UUID ada;
    private UUID eve;

    @TempDir
    Path directory;

    @BeforeEach
    void start() {
        fake = FakeTiled.builder().clock(clock).start();
        ada = fake.addUser("ada", PASSWORD.reveal());
        eve = fake.addUser("eve", "");
        fake.behaviour().pollingInterval(Duration.ofMillis(1));
    }

    @AfterEach
    void stop() {
        fake.close();
    }

    @Test
    void signIn_byPassword_givesASession() {
        Tiled signedIn = anonymous().signIn("ada", PASSWORD);

        assertThat(signedIn.whoAmI().uuid()).isEqualTo(ada);
        assertThat(signedIn.origin())
                .hasValueSatisfying(origin -> assertThat(origin).hasToString("sign-in"));
        assertThat(signedIn.apiKeys().create(TiledApiKeyRequest.unlimited()).key())
                .isNotNull();
        assertThat(fake.calls().all())
                .last()
                .satisfies(call -> assertThat(call.parameters()).containsEntry("Authorization", "Bearer"));
    }

    @Test
    void signIn_whenThePasswordIsWrong_saysSoAndAsksOnce() {
        AuthenticationException e = catchThrowableOfType(
                AuthenticationException.class, () -> anonymous().signIn("ada", Secret.of("wrong")));

        assertThat(e.reason()).isEqualTo(Reason.PASSWORD_REFUSED);
        assertThat(fake.calls().count("auth/provider/toy/token")).isOne();
    }

    @Test
    void signIn_whenTheProviderIsElsewhere_isRefusedBeforeARequest() {
        Provider elsewhere = new Provider("toy", Provider.Mode.INTERNAL, URI.create("http://evil.example/token"));

        assertThatIllegalStateException()
                .isThrownBy(() -> anonymous().signIn(elsewhere, "ada", PASSWORD))
                .withMessageContaining("another address");
    }

    @Test
    void plainHttpOffThisMachine_carriesNoPasswordAndNoKeyUnlessTold() {
        fake.behaviour().announcedOrigin(PLAIN);
        String key = fake.issueKey("ada");
        Tiled tiled = plain().connect();
        Tiled keyed = plain().apiKey(Secret.of(key)).connect();

        assertThatIllegalStateException()
                .isThrownBy(() -> tiled.signIn("ada", PASSWORD))
                .withMessageContaining("plain http");
        assertThatIllegalStateException().isThrownBy(tiled::beginSignIn).withMessageContaining("plain http");
        assertThatIllegalArgumentException().isThrownBy(keyed::whoAmI).withMessageContaining("plain http");
        assertThat(fake.calls().all())
                .allSatisfy(call -> assertThat(call.method()).isEmpty());

        Tiled told = plain().evenOverPlainHttp().connect();
        assertThat(told.signIn("ada", PASSWORD).whoAmI().uuid()).isEqualTo(ada);
    }

    @Test
    void beginSignIn_waitsUntilThePersonHasSignedInElsewhere() throws Exception {
        TiledDeviceLogin login = anonymous().beginSignIn();
        CompletableFuture<Tiled> signedIn = CompletableFuture.supplyAsync(login::await);
        await(() -> fake.calls().count(POLL) >= 2);

        fake.approve(login.userCode(), "eve");

        assertThat(signedIn.join().whoAmI().uuid()).isEqualTo(eve);
        assertThat(login.authorizationUri()).hasPath("/orcid/oauth/authorize");
        assertThat(login).asString().doesNotContain(login.userCode());
    }

    @Test
    void signInOnDevice_showsTheCodeAndHowLongItHolds() {
        TiledDeviceLogin login = anonymous().beginSignIn();
        clock.advance(Duration.ofMinutes(5));
        List<DeviceCode> shown = new ArrayList<>();

        Tiled signedIn = login.signInOnDevice(code -> {
            shown.add(code);
            fake.approve(code.userCode(), "eve");
        });

        assertThat(signedIn.whoAmI().uuid()).isEqualTo(eve);
        assertThat(shown)
                .containsExactly(new DeviceCode(
                        login.userCode(),
                        login.authorizationUri(),
                        null,
                        Duration.between(clock.instant(), login.expires())));
        assertThat(login.serviceName()).isEqualTo("Tiled");
        assertThat(login).asString().contains(login.expires().toString());
    }

    @Test
    void signInOnDevice_whenTheTimeIsOver_showsNoTimeLeft() {
        TiledDeviceLogin login = anonymous().beginSignIn();
        clock.advance(Duration.ofMinutes(16));
        List<DeviceCode> shown = new ArrayList<>();

        assertThatExceptionOfType(LoginException.class).isThrownBy(() -> login.signInOnDevice(shown::add));

        assertThat(shown).extracting(DeviceCode::validity).containsExactly(Duration.ZERO);
    }

    @Test
    void await_whenThePersonRefuses_saysSo() {
        TiledDeviceLogin login = anonymous().beginSignIn();
        fake.refuse(login.userCode());

        assertThat(failure(login)).isEqualTo(LoginException.Reason.DENIED);
    }

    @Test
    void await_whenNobodyCame_saysSo() {
        TiledDeviceLogin login = anonymous().beginSignIn();
        fake.forgetPending();

        assertThat(failure(login)).isEqualTo(LoginException.Reason.TIMED_OUT);
    }

    @Test
    void await_whenTheTimeIsOver_asksNoMore() {
        TiledDeviceLogin login = anonymous().beginSignIn();
        clock.advance(Duration.ofMinutes(16));

        assertThat(failure(login)).isEqualTo(LoginException.Reason.TIMED_OUT);
        assertThat(fake.calls().count(POLL)).isZero();
    }

    @Test
    void await_whenInterrupted_isCancelledAndStaysInterrupted() throws Exception {
        fake.behaviour().pollingInterval(Duration.ofMinutes(5));
        TiledDeviceLogin login = anonymous().beginSignIn();
        CompletableFuture<Thread> waiter = new CompletableFuture<>();
        CompletableFuture<Boolean> interrupted = CompletableFuture.supplyAsync(() -> {
            waiter.complete(Thread.currentThread());
            Throwable e = catchThrowable(login::await);
            return Thread.interrupted() && e instanceof LoginException;
        });
        await(() -> isAsleep(waiter.join()));

        waiter.join().interrupt();

        assertThat(interrupted.join()).isTrue();
    }

    @Test
    void await_whenTheServerFails_isNotRepeated() {
        TiledDeviceLogin login = anonymous().beginSignIn();
        fake.behaviour().failNext(POLL, Fault.status(503), 1);

        assertThatExceptionOfType(ServiceException.class).isThrownBy(login::await);
        assertThat(fake.calls().count(POLL)).isOne();
    }

    @Test
    void beginSignIn_whenTheServerIsOfTheOldKind_leadsToTheCode() {
        fake.behaviour().oldBrowserSignIn(true);
        Tiled old = anonymous();

        assertThatIllegalStateException().isThrownBy(old::beginSignIn).withMessageContaining("authEndpoint");
        Tiled signedIn = old.signIn(Secret.of("\"" + fake.issueAccessCode("eve") + "\"\n"));

        assertThat(signedIn.whoAmI().uuid()).isEqualTo(eve);
    }

    @Test
    void signIn_whenTheCodeIsWrong_saysSo() {
        AuthenticationException e = catchThrowableOfType(
                AuthenticationException.class, () -> anonymous().signIn(Secret.of("nonsense")));

        assertThat(e.reason()).isEqualTo(Reason.SESSION_EXPIRED);
    }

    @Test
    void refresh_happensShortlyBeforeTheTokenEnds() {
        Tiled signedIn = anonymous().signIn("ada", PASSWORD);

        clock.advance(Duration.ofMinutes(14));
        signedIn.whoAmI();
        assertThat(fake.calls().count(REFRESH)).isZero();
        clock.advance(Duration.ofSeconds(45));
        signedIn.whoAmI();

        assertThat(fake.calls().count(REFRESH)).isOne();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void refresh_whenManyThreadsNeedIt_happensOnce(boolean fractions) {
        fake.behaviour().fractions(fractions);
        Tiled signedIn = anonymous().signIn("ada", PASSWORD);
        clock.advance(Duration.ofMinutes(20));

        IntStream.range(0, 16)
                .mapToObj(i -> CompletableFuture.supplyAsync(signedIn::credential))
                .toList()
                .forEach(CompletableFuture::join);

        assertThat(fake.calls().count(REFRESH)).isOne();
    }

    @Test
    void refresh_whenTheSessionIsOver_saysSo() {
        Tiled signedIn = anonymous().signIn("ada", PASSWORD);
        fake.endSessions();
        clock.advance(Duration.ofMinutes(20));

        AuthenticationException e = catchThrowableOfType(AuthenticationException.class, signedIn::whoAmI);

        assertThat(e.reason()).isEqualTo(Reason.SESSION_EXPIRED);
        assertThat(fake.calls().count(REFRESH)).isOne();
    }

    @Test
    void aCall_whenTheServerNoLongerTakesTheSession_saysWhatToDo() {
        Tiled signedIn = anonymous().signIn("ada", PASSWORD);
        fake.behaviour().failNext("auth/whoami", Fault.answer(401, "application/json", "{\"detail\": \"x\"}"), 1);

        assertThatExceptionOfType(AuthenticationException.class)
                .isThrownBy(signedIn::whoAmI)
                .returns(Reason.SESSION_EXPIRED, AuthenticationException::reason)
                .withMessage("The Tiled session has ended: sign in again (who am I, HTTP 401).");
    }

    @Test
    void signIn_whenTheServerHasTwoProvidersOfTheKind_namesThem() throws Exception {
        HttpRequest about =
                HttpRequest.newBuilder(URI.create(fake.uri() + "/api/v1/")).build();
        String both = HttpClient.newHttpClient()
                .send(about, BodyHandlers.ofString())
                .body()
                .replace("\"external\"", "\"internal\"");
        fake.behaviour().failNext("", Fault.answer(200, "application/json", both), 1);
        Tiled two = anonymous();

        assertThatIllegalStateException()
                .isThrownBy(() -> two.signIn("ada", PASSWORD))
                .withMessageContaining("toy (INTERNAL)")
                .withMessageContaining("orcid (INTERNAL)");
    }

    @Test
    void savedTokens_areUsedByTheNextProcess() {
        saving().signIn("ada", PASSWORD);

        Tiled next = saving();

        assertThat(next.whoAmI().uuid()).isEqualTo(ada);
        assertThat(next.origin())
                .hasValueSatisfying(origin -> assertThat(origin).hasToString("file " + tokenFile()));
    }

    @Test
    void savedTokens_areForTheirOwnerAlone() throws IOException {
        saving().signIn("ada", PASSWORD);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(tokenFile())))
                .isEqualTo("rw-------");
        assertThat(tokenFile()).content().doesNotContain(PASSWORD.reveal());
        try (var files = Files.list(directory)) {
            assertThat(files.map(Path::getFileName).map(Path::toString))
                    .containsExactlyInAnyOrder("tokens.json", "tokens.json.lock");
        }
    }

    @Test
    void savedTokens_whenOfAnotherServer_areNotSentThere() {
        saving().signIn("ada", PASSWORD);

        try (FakeTiled other = FakeTiled.builder().clock(clock).start()) {
            Tiled tiled = Tiled.builder(other.uri())
                    .clock(clock)
                    .tokenFile(tokenFile())
                    .connect();

            assertThat(tiled.origin()).isEmpty();
        }
    }

    @Test
    void savedTokens_whenTheFileIsBroken_areNone() throws IOException {
        String tokens = "{\"server\": \"" + fake.uri()
                + "/api/v1\", \"access_token\": \"%s\", \"refresh_token\": \"r\"," + " \"expires_at\": %s}";
        for (String broken : List.of(
                "{\"access_token\": 7",
                tokens.formatted("a\\nb", "1"),
                tokens.formatted("a", Long.MAX_VALUE),
                tokens.formatted("a", "1e400"))) {
            Files.writeString(tokenFile(), broken);

            assertThat(saving().origin()).as(broken).isEmpty();
        }
    }

    @Test
    void refresh_whenAnotherProcessHasDoneSo_takesWhatItGot() {
        Tiled first = saving().signIn("ada", PASSWORD);
        Tiled second = saving();
        clock.advance(Duration.ofMinutes(20));

        first.whoAmI();
        second.whoAmI();

        assertThat(fake.calls().count(REFRESH)).isOne();
    }

    @Test
    void signOut_endsTheSessionHereAndThere() {
        Tiled signedIn = saving().signIn("ada", PASSWORD);

        signedIn.signOut();

        assertThat(tokenFile()).doesNotExist();
        assertThat(fake.calls().all()).last().satisfies(call -> {
            assertThat(call.method()).isEqualTo("auth/session/revoke");
            assertThat(call.status()).isEqualTo(204);
        });
        clock.advance(Duration.ofMinutes(20));
        assertThatExceptionOfType(AuthenticationException.class).isThrownBy(signedIn::whoAmI);
    }

    @Test
    void signOut_whenTheServerFails_forgetsTheTokensAllTheSame() {
        Tiled signedIn = saving().signIn("ada", PASSWORD);
        fake.behaviour().failNext("auth/session/revoke", Fault.status(503), 1);

        assertThatExceptionOfType(ServiceException.class).isThrownBy(signedIn::signOut);

        assertThat(tokenFile()).doesNotExist();
    }

    @Test
    void signOut_whenTheSessionWasOver_isFine() {
        Tiled signedIn = anonymous().signIn("ada", PASSWORD);
        fake.endSessions();

        signedIn.signOut();

        assertThat(fake.calls().count("auth/session/revoke")).isOne();
    }

    private Tiled anonymous() {
        return builder().connect();
    }

    private Tiled saving() {
        return builder().tokenFile(tokenFile()).connect();
    }

    private TiledBuilder builder() {
        return Tiled.builder(fake.uri()).clock(clock);
    }

    /** Goes to the fake whatever the address says. */
    private TiledBuilder plain() {
        InetSocketAddress proxy = new InetSocketAddress(
                InetAddress.getLoopbackAddress(), fake.uri().getPort());
        HttpClient client =
                HttpClient.newBuilder().proxy(ProxySelector.of(proxy)).build();
        return Tiled.builder(PLAIN).clock(clock).httpClient(client);
    }

    private Path tokenFile() {
        return directory.resolve("tokens.json");
    }

    /** Until it is so, or the test's time is over. */
    private static void await(BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            Thread.onSpinWait();
        }
    }

    private static boolean isAsleep(Thread thread) {
        return Stream.of(thread.getStackTrace())
                .anyMatch(frame -> frame.getMethodName().equals("sleep"));
    }

    private static LoginException.Reason failure(TiledDeviceLogin login) {
        return catchThrowableOfType(LoginException.class, login::await).reason();
    }
}
