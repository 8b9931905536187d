package io.labauth.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.labauth.ConnectionException;
import io.labauth.LabAuthException;
import io.labauth.Secret;
import io.labauth.ServiceException;
import io.labauth.tiled.Tiled;
import io.labauth.tiled.TiledApiKeyRequest;
import io.labauth.tiled.TiledBuilder;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** labauth's client of Tiled when the server, the network or something in between fails. */
@Timeout(30)
class TiledFailureTest {
    private static final String JSON = "application/json";
    private static final String TEN_MEGABYTES = "{\"secret\":\"" + "x".repeat(10 * 1024 * 1024) + "\"}";

    private FakeTiled fake;
    private String key;
    private Tiled tiled;

    @BeforeEach
    void connect() {
        fake = FakeTiled.start();
        fake.addUser("ada", "swordfish");
        key = fake.issueKey("ada");
        tiled = Tiled.builder(fake.uri()).apiKey(Secret.of(key)).connect();
    }

    @AfterEach
    void stop() {
        fake.close();
    }

    @ParameterizedTest
    @MethodSource
    void anAnswerThatIsNotTheRightJson_isAServiceExceptionThatSaysWhatItIs(Fault fault, String what) {
        for (String path : List.of("", "auth/whoami", "auth/apikey", "auth/provider/toy/token")) {
            fake.behaviour().failNext(path, fault, 1);

            ServiceException e = catchThrowableOfType(ServiceException.class, () -> call(path));

            assertThat(e).as(path).hasMessageContaining(what).hasMessageNotContaining("Sesame");
            assertThat(e.status()).isEqualTo(200);
        }
    }

    static Stream<Arguments> anAnswerThatIsNotTheRightJson_isAServiceExceptionThatSaysWhatItIs() {
        return Stream.of(
                Arguments.of(Fault.answer(200, JSON, ""), "nothing where JSON was expected"),
                Arguments.of(Fault.answer(200, "text/html", "<html>Sesame</html>"), "a web page"),
                Arguments.of(Fault.answer(200, JSON, "{\"authentication\": {\"a\": \"Sesame"), "cut off"),
                Arguments.of(Fault.answer(200, JSON, "Sesame"), "something else"),
                Arguments.of(Fault.answer(200, JSON, "{}"), "is missing"),
                Arguments.of(Fault.answer(200, JSON, "[\"Sesame\"]"), "the whole is no object"),
                Arguments.of(Fault.answer(200, JSON, "7"), "the whole is no object"));
    }

    @Test
    void null_whereSomethingMustBe_isAServiceException() {
        for (String path : List.of("", "auth/provider/toy/token")) {
            fake.behaviour().failNext(path, Fault.answer(200, JSON, "null"), 1);

            assertThatExceptionOfType(ServiceException.class)
                    .isThrownBy(() -> call(path))
                    .withMessageContaining("the whole is null");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "auth/apikey", "auth/provider/toy/token"})
    void anAnswerOfTenMegabytes_isNotRead(String path) {
        fake.behaviour().failNext(path, Fault.answer(200, JSON, TEN_MEGABYTES), 1);

        assertThatExceptionOfType(ServiceException.class)
                .isThrownBy(() -> call(path))
                .withMessageContaining("larger");
    }

    @Test
    void anAnswerThatIsTooLarge_keepsItsStatus() {
        fake.behaviour().failNext("auth/apikey", Fault.answer(502, JSON, TEN_MEGABYTES), 1);

        assertThatExceptionOfType(ServiceException.class)
                .isThrownBy(() -> call("auth/apikey"))
                .returns(502, ServiceException::status);
    }

    @ParameterizedTest
    @CsvSource({
        "201, did not understand",
        "301, redirect",
        "302, redirect",
        "307, redirect",
        "404, did not understand",
        "409, did not understand",
        "418, did not understand",
        "500, failed",
        "502, failed",
        "503, failed"
    })
    void aStatusOfNoMeaning_isAServiceExceptionWithAndWithoutABody(int status, String what) {
        for (String body : List.of("", "<html>Sesame</html>", "{\"detail\":\"Sesame\"}", "{\"detail\":")) {
            for (String path : List.of("", "auth/whoami", "auth/apikey", "auth/provider/toy/token")) {
                fake.behaviour().failNext(path, Fault.answer(status, JSON, body), 1);

                ServiceException e = catchThrowableOfType(ServiceException.class, () -> call(path));

                assertThat(e).hasMessageContaining(what).hasMessageNotContaining("Sesame");
                assertThat(e.status()).isEqualTo(status);
            }
        }
    }

    @Test
    void a429_saysHowLongToWait() {
        fake.behaviour().failNext("auth/whoami", Fault.tooManyRequests(Duration.ofSeconds(7)), 1);

        ServiceException e = catchThrowableOfType(ServiceException.class, tiled::whoAmI);

        assertThat(e.status()).isEqualTo(429);
        assertThat(e.retryAfter()).contains(Duration.ofSeconds(7));
        assertThat(e).hasMessageContaining("wait");
        assertThat(fake.calls().count("auth/whoami")).isOne();
    }

    @ParameterizedTest
    @MethodSource
    void aBrokenConnection_isAConnectionExceptionAndNothingIsSentAgain(Fault fault) {
        for (String path : List.of("auth/whoami", "auth/apikey", "auth/provider/toy/token")) {
            fake.calls().reset();
            fake.behaviour().failNext(path, fault, 1);

            assertThatExceptionOfType(ConnectionException.class)
                    .as(path)
                    .isThrownBy(() -> call(path))
                    .withMessageContaining("broke off");
            assertThat(fake.calls().count(path)).isOne();
        }
    }

    static Stream<Fault> aBrokenConnection_isAConnectionExceptionAndNothingIsSentAgain() {
        return Stream.of(Fault.droppedConnection(), Fault.connectionReset(), Fault.garbage(), Fault.halfAnswer());
    }

    @Test
    void aSlowAnswer_isGivenUpInTime() {
        TiledBuilder hasty = Tiled.builder(fake.uri()).apiKey(Secret.of(key)).timeout(Duration.ofMillis(300));
        fake.behaviour().failNext("auth/whoami", Fault.delay(Duration.ofSeconds(5)), 1);

        // On a busy machine connecting is given up already, and in the same way.
        assertThatExceptionOfType(ConnectionException.class)
                .isThrownBy(() -> hasty.connect().whoAmI())
                .withMessageContaining("did not answer in time");
    }

    @Test
    void aCreationWhoseAnswerIsLost_isNotRepeated() {
        fake.behaviour().failNext("auth/apikey", Fault.status(503), 9);

        assertThatExceptionOfType(ServiceException.class)
                .isThrownBy(() -> tiled.apiKeys().create(TiledApiKeyRequest.unlimited()));

        assertThat(fake.calls().count("auth/apikey")).isOne();
        assertThat(fake.calls().retried4xx()).isZero();
    }

    @Test
    void noFailureAndNoLog_showsASecret() {
        StringWriter seen = new StringWriter();
        Handler log = new Handler() {
            @Override
            public void publish(LogRecord entry) {
                seen.append(entry.getMessage())
                        .append(List.of(parameters(entry)).toString());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger root = Logger.getLogger("");
        Level before = root.getLevel();
        root.addHandler(log);
        root.setLevel(Level.ALL);
        List<String> secrets = new ArrayList<>(List.of(key, "swordfish", "Sesame"));
        try {
            for (Fault fault : faults()) {
                for (String path : List.of("auth/whoami", "auth/apikey", "auth/provider/toy/token")) {
                    fake.behaviour().failNext(path, fault, 1);
                    catchThrowableOfType(LabAuthException.class, () -> call(path))
                            .printStackTrace(new PrintWriter(seen));
                }
            }
            Tiled signedIn = tiled.signIn("ada", Secret.of("swordfish"));
            secrets.add(
                    tiled.apiKeys().create(TiledApiKeyRequest.unlimited()).key().reveal());
            seen.append(tiled + " " + signedIn + " " + signedIn.credential() + tiled.credential() + signedIn.whoAmI());
        } finally {
            root.setLevel(before);
            root.removeHandler(log);
        }

        assertThat(seen.toString()).isNotEmpty().doesNotContain(secrets).doesNotContain("access-", "refresh-");
    }

    private void call(String path) {
        ThrowingCallable call = switch (path) {
            case "" -> () -> Tiled.builder(fake.uri()).connect();
            case "auth/whoami" -> tiled::whoAmI;
            case "auth/apikey" -> () -> tiled.apiKeys().create(TiledApiKeyRequest.unlimited());
            default -> () -> tiled.signIn("ada", Secret.of("swordfish"));
        };
        try {
            call.call();
        } catch (RuntimeException e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    private static List<Fault> faults() {
        return List.of(
                Fault.droppedConnection(),
                Fault.garbage(),
                Fault.halfAnswer(),
                Fault.status(302),
                Fault.status(401),
                Fault.status(403),
                Fault.status(500),
                Fault.answer(401, JSON, "{\"detail\":\"Invalid API key\",\"x\":\"Sesame\"}"),
                Fault.answer(200, JSON, "{\"a\":\"Sesame\"}"),
                Fault.answer(200, JSON, "{\"a\":\"Sesame"));
    }

    private static Object[] parameters(LogRecord entry) {
        return entry.getParameters() == null ? new Object[0] : entry.getParameters();
    }
}
