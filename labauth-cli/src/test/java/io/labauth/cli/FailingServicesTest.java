package io.labauth.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.labauth.testkit.FakeAsh;
import io.labauth.testkit.FakeAshrLabs;
import io.labauth.testkit.FakeLabKey;
import io.labauth.testkit.FakeTiled;
import io.labauth.testkit.Fault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a service answers, a command ends with the exit code of its kind, in a sentence without secrets. */
class FailingServicesTest {
    @TempDir
    private Path home;

    private FakeAsh ash;
    private FakeAshrLabs ashr;
    private FakeLabKey labKey;
    private FakeTiled tiled;

    /** What went wrong, and the exit code that says so. */
    private record Wrong(String name, Fault fault, int exitCode) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Arguments> failures() {
        return Stream.of("ash", "ashr", "labkey", "tiled")
                .flatMap(service -> Stream.of(
                                new Wrong("500", Fault.serverFailure(), ExitCodes.SERVICE),
                                new Wrong("503", Fault.status(503), ExitCodes.SERVICE),
                                new Wrong("302", Fault.status(302), ExitCodes.SERVICE),
                                new Wrong("dropped", Fault.droppedConnection(), ExitCodes.SERVICE),
                                new Wrong("reset", Fault.connectionReset(), ExitCodes.SERVICE),
                                new Wrong("garbage", Fault.garbage(), ExitCodes.SERVICE),
                                new Wrong("cut off", Fault.halfAnswer(), ExitCodes.SERVICE),
                                new Wrong("oversize", Fault.oversizeAnswer(), ExitCodes.SERVICE),
                                new Wrong("html", Fault.answer(200, "text/html", "<html>sesame"), ExitCodes.SERVICE),
                                new Wrong("empty", Fault.answer(200, "application/json", ""), ExitCodes.SERVICE),
                                new Wrong("null", Fault.answer(200, "application/json", "null"), ExitCodes.SERVICE),
                                new Wrong(
                                        "list",
                                        Fault.answer(200, "application/json", "[\"sesame\"]"),
                                        ExitCodes.SERVICE),
                                new Wrong("401", Fault.answer(401, "application/json", "{}"), ExitCodes.REFUSED),
                                new Wrong("403", Fault.answer(403, "application/json", "{}"), ExitCodes.NOT_ALLOWED))
                        .map(wrong -> Arguments.of(service, wrong)));
    }

    @BeforeEach
    void start() {
        ash = FakeAsh.start();
        ashr = FakeAshrLabs.start();
        labKey = FakeLabKey.start();
        tiled = FakeTiled.start();
        tiled.addUser("ada", "sesame");
    }

    @AfterEach
    void stop() {
        ash.close();
        ashr.close();
        labKey.close();
        tiled.close();
    }

    @ParameterizedTest
    @MethodSource("failures")
    void whoami_endsWithTheExitCodeOfItsKind(String service, Wrong wrong) {
        save(service);
        fail(service, wrong.fault());
        Recorded recorded = new Recorded("");

        int exitCode = LabAuthCommand.run(recorded.invocation(home), "whoami", "lab");

        assertThat(exitCode).describedAs(recorded.err()).isEqualTo(wrong.exitCode());
        assertThat(recorded.out()).contains("lab   " + service).doesNotContain("sesame");
        assertThat(recorded.err())
                .startsWith("labauth: lab: ")
                .hasLineCount(1)
                .doesNotContain("sesame", key(service), "Exception");
    }

    @ParameterizedTest
    @MethodSource("failures")
    void list_endsWithTheExitCodeOfItsKind(String service, Wrong wrong) {
        save(service);
        fail(service, wrong.fault());
        Recorded recorded = new Recorded("");

        int exitCode = LabAuthCommand.run(recorded.invocation(home), "keys", "list", "--service", service, "-v");

        assertThat(exitCode).describedAs(recorded.err()).isEqualTo(wrong.exitCode());
        assertThat(recorded.out()).isEmpty();
        assertThat(recorded.err()).startsWith("labauth: ").doesNotContain("sesame", key(service));
    }

    @Test
    void login_whenTheServiceFails_keepsNothing() {
        ash.failNext(Fault.serverFailure(), 10);
        Recorded recorded = new Recorded(ash.environmentKey());

        int exitCode = LabAuthCommand.run(
                recorded.invocation(home), "login", "ash", ash.serverUrl().toString(), "--token-stdin");

        assertThat(exitCode).isEqualTo(ExitCodes.SERVICE);
        assertThat(new Credentials(home.resolve(".config/labauth")).all()).isEmpty();
    }

    @Test
    void logout_whenTheServiceFails_forgetsNothingUnlessAskedTo() {
        save("tiled");
        LabAuthCommand.run(
                new Recorded("sesame").invocation(home),
                "login",
                "tiled",
                tiled.uri().toString(),
                "--provider",
                "toy",
                "--username",
                "ada",
                "--password-stdin");
        fail("tiled", Fault.serverFailure());

        assertThat(LabAuthCommand.run(new Recorded("").invocation(home), "logout", "tiled"))
                .isEqualTo(ExitCodes.SERVICE);
        assertThat(credentials().find("tiled")).isPresent();

        assertThat(LabAuthCommand.run(new Recorded("").invocation(home), "logout", "tiled", "--forget-only"))
                .isZero();
        assertThat(credentials().find("tiled")).isEmpty();
        assertThat(credentials().find("lab")).isPresent();
    }

    @Test
    void list_whenTooManyAsk_saysHowLongToWait() {
        save("ash");
        fail("ash", Fault.tooManyRequests(Duration.ofSeconds(42)));
        Recorded recorded = new Recorded("");

        assertThat(LabAuthCommand.run(recorded.invocation(home), "keys", "list", "--service", "ash"))
                .isEqualTo(ExitCodes.SERVICE);

        assertThat(recorded.err()).contains("42");
    }

    /** Under the name lab, without asking anybody. */
    private void save(String service) {
        credentials()
                .save(SavingProgram.credential(
                        "lab",
                        Service.valueOf(service.toUpperCase(java.util.Locale.ROOT)),
                        address(service),
                        key(service)));
    }

    private Credentials credentials() {
        return new Credentials(home.resolve(".config/labauth"));
    }

    private String address(String service) {
        URI address = switch (service) {
            case "ash" -> ash.serverUrl();
            case "ashr" -> ashr.baseUrl();
            case "labkey" -> labKey.baseUrl();
            default -> tiled.uri();
        };
        return address.toString();
    }

    private String key(String service) {
        return switch (service) {
            case "ash" -> "ash_" + "k".repeat(20);
            case "ashr" -> "tp_" + "k".repeat(32);
            default -> "ab".repeat(service.equals("tiled") ? 36 : 32);
        };
    }

    private void fail(String service, Fault fault) {
        switch (service) {
            case "ash" -> ash.failNext(fault, 50);
            case "ashr" -> ashr.failNext(fault, 50);
            case "labkey" -> labKey.failNext(fault, 50);
            default -> tiled.behaviour().failNext(fault, 50);
        }
    }
}
