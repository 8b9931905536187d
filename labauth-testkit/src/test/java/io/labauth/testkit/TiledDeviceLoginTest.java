package io.labauth.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.labauth.DeviceCode;
import io.labauth.LoginException;
import io.labauth.ServiceException;
import io.labauth.tiled.Tiled;
import io.labauth.tiled.TiledDeviceLogin;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Signing in to Tiled on another device. */
@Timeout(30)
class TiledDeviceLoginTest {
    private static final String POLL = "auth/provider/orcid/token";

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-22T10:00:00Z"));
    private FakeTiled fake;
    private UUID eve;

    @BeforeEach
    void start() {
        fake = FakeTiled.builder().clock(clock).start();
        eve = fake.addUser("eve", "");
        fake.behaviour().pollingInterval(Duration.ofMillis(1));
    }

    @AfterEach
    void stop() {
        fake.close();
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

    @ParameterizedTest
    @MethodSource
    void await_whenTheServerFailsMeanwhile_goesOn(Fault fault) throws Exception {
        TiledDeviceLogin login = anonymous().beginSignIn();
        fake.behaviour().failNext(POLL, fault, 1);
        CompletableFuture<Tiled> signedIn = CompletableFuture.supplyAsync(login::await);
        await(() -> fake.calls().count(POLL) >= 1);

        fake.approve(login.userCode(), "eve");

        assertThat(signedIn.join().whoAmI().uuid()).isEqualTo(eve);
    }

    static Stream<Fault> await_whenTheServerFailsMeanwhile_goesOn() {
        return Stream.of(
                Fault.status(503),
                Fault.answer(429, "text/plain", ""),
                Fault.droppedConnection(),
                Fault.halfAnswer(),
                Fault.answer(400, "application/json", "{\"detail\":{\"error\":\"slow_down\"}}"));
    }

    @ParameterizedTest
    @MethodSource
    void await_whenTheAnswerIsNotTiledsOwn_endsAtOnce(Fault fault) {
        TiledDeviceLogin login = anonymous().beginSignIn();
        fake.behaviour().failNext(POLL, fault, 1);

        assertThatExceptionOfType(ServiceException.class).isThrownBy(login::await);
        assertThat(fake.calls().count(POLL)).isOne();
    }

    static Stream<Fault> await_whenTheAnswerIsNotTiledsOwn_endsAtOnce() {
        return Stream.of(Fault.status(404), Fault.status(302), Fault.status(200), Fault.status(400));
    }

    private Tiled anonymous() {
        return Tiled.builder(fake.uri()).clock(clock).connect();
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
