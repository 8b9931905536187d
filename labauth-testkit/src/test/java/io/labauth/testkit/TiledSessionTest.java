package io.labauth.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.labauth.AuthenticationException;
import io.labauth.AuthenticationException.Reason;
import io.labauth.Secret;
import io.labauth.ServiceException;
import io.labauth.tiled.Tiled;
import io.labauth.tiled.TiledApiKeyRequest;
import io.labauth.tiled.TiledBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The sessions of people who signed in to Tiled: refreshed, saved, ended, and nobody else's. */
@Timeout(30)
class TiledSessionTest {
    private static final Secret PASSWORD = Secret.of("sword fish&+=%ä");
    private static final String REFRESH = "auth/session/refresh";

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-22T10:00:00Z"));
    private FakeTiled fake;
    private UUID ada;
    private UUID bob;

    @TempDir
    Path directory;

    @BeforeEach
    void start() {
        fake = FakeTiled.builder().clock(clock).start();
        ada = fake.addUser("ada", PASSWORD.reveal());
        bob = fake.addUser("bob", PASSWORD.reveal());
    }

    @AfterEach
    void stop() {
        fake.close();
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
    void create_whenTheServerTakesTheTokenForExpired_saysThatTheSessionIsOver() {
        SettableClock slow = new SettableClock(clock.instant());
        Tiled signedIn = Tiled.builder(fake.uri()).clock(slow).connect().signIn("ada", PASSWORD);
        clock.advance(Duration.ofMinutes(20));

        assertThatExceptionOfType(AuthenticationException.class)
                .isThrownBy(() -> signedIn.apiKeys().create(TiledApiKeyRequest.unlimited()))
                .returns(Reason.SESSION_EXPIRED, AuthenticationException::reason);
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
        String tokens = "{\"server\": \"" + fake.uri() + "/api/v1\", \"principal\": \"" + ada
                + "\", \"access_token\": \"%s\", \"refresh_token\": \"r\", \"expires_at\": %s}";
        for (String broken : List.of(
                "{\"access_token\": 7",
                tokens.formatted("a", "1").replace(ada.toString(), "ada"),
                tokens.formatted("a\\nb", "1"),
                tokens.formatted("a", Long.MAX_VALUE),
                tokens.formatted("a", "1e400"))) {
            Files.writeString(tokenFile(), broken);

            assertThat(saving().origin()).as(broken).isEmpty();
        }
    }

    @Test
    void savedTokens_whenTheFileIsNoText_areNone() throws IOException {
        Files.write(tokenFile(), new byte[] {(byte) 0xC3, (byte) 0x28});

        assertThat(saving().origin()).isEmpty();
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

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void refresh_whenSomebodyElseHasSignedInSince_doesNotBecomeThem(boolean byCode) {
        Tiled first = saving().signIn("ada", PASSWORD);
        Tiled second =
                byCode ? saving().signIn(Secret.of(fake.issueAccessCode("bob"))) : saving().signIn("bob", PASSWORD);
        clock.advance(Duration.ofMinutes(20));

        AuthenticationException e = catchThrowableOfType(AuthenticationException.class, first::whoAmI);

        assertThat(e.reason()).isEqualTo(Reason.SESSION_EXPIRED);
        assertThat(second.whoAmI().uuid()).isEqualTo(bob);
        assertThat(saving().whoAmI().uuid()).isEqualTo(bob);
    }

    @Test
    void refresh_whenTheSamePersonHasSignedInSince_goesOnWithThat() {
        Tiled first = saving().signIn("ada", PASSWORD);
        fake.endSessions();
        saving().signIn("ada", PASSWORD);
        clock.advance(Duration.ofMinutes(20));

        assertThat(first.whoAmI().uuid()).isEqualTo(ada);
    }

    @Test
    void signOut_whenSomebodyElseHasSignedInSince_endsOnesOwnSessionAlone() {
        Tiled first = saving().signIn("ada", PASSWORD);
        Tiled second = saving().signIn("bob", PASSWORD);

        first.signOut();

        assertThat(fake.calls().count("auth/session/revoke")).isOne();
        clock.advance(Duration.ofMinutes(20));
        assertThat(second.whoAmI().uuid()).isEqualTo(bob);
        assertThatExceptionOfType(AuthenticationException.class).isThrownBy(first::whoAmI);
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

    private Path tokenFile() {
        return directory.resolve("tokens.json");
    }
}
