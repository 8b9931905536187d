package io.labauth.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.labauth.DeviceCode;
import io.labauth.DeviceLoginProvider;
import io.labauth.DevicePrompt;
import io.labauth.LoginException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a person at a terminal without a browser sees. */
class DeviceLoginTest {
    private static final URI PAGE = URI.create("https://login.example/device");

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @Test
    void signIn_printsTheAddressTheCodeAndAQrCodeOfBoth() throws Exception {
        URI complete = URI.create("https://login.example/device?user_code=WDJB-MJHT");

        assertThat(login(complete).signIn()).isEqualTo("Ada");

        assertThat(printed())
                .startsWith(
                        "To sign in to Example, open this address on any device:\n\n  https://login.example/device\n")
                .contains("\n  WDJB-MJHT\n")
                .contains("Waiting for you, at most 10 minutes …");
        assertThat(PrintedQrCode.read(printed())).isEqualTo(complete.toString());
    }

    @Test
    void signIn_withoutACompleteAddress_printsTheQrCodeOfThePage() throws Exception {
        login(null).signIn();

        assertThat(PrintedQrCode.read(printed())).isEqualTo(PAGE.toString());
    }

    @Test
    void signIn_withoutAQrCode_orWithAnAddressTooLongForOne_printsNone() {
        login(null).qrCode(false).signIn();
        login(URI.create(PAGE + "?x=" + "y".repeat(5000))).signIn();

        assertThat(printed()).contains("WDJB-MJHT").doesNotContain("\u001b");
    }

    @Test
    @Timeout(30)
    void close_byAnotherThread_endsTheWaitAndLeavesNoInterruptBehind() {
        CompletableFuture<Void> waiting = new CompletableFuture<>();
        DeviceLogin<String> login = DeviceLogin.with(new Patient(waiting)).output(terminal());
        CompletableFuture<LoginException> ended = CompletableFuture.supplyAsync(() -> {
            LoginException e = catchThrowableOfType(LoginException.class, login::signIn);
            return Thread.interrupted() ? null : e;
        });
        waiting.join();

        login.close();

        assertThat(ended.join()).isNotNull().returns(LoginException.Reason.CANCELLED, LoginException::reason);
    }

    @Test
    @Timeout(30)
    void interrupt_endsTheWaitAndStaysSet() {
        Thread.currentThread().interrupt();
        DeviceLogin<String> login =
                DeviceLogin.with(new Patient(new CompletableFuture<>())).output(terminal());

        LoginException e = catchThrowableOfType(LoginException.class, login::signIn);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(e).hasMessage("The person did not wait.");
    }

    @Test
    @Timeout(30)
    void signIn_whenTheTimeIsOver_endsTheWaitAndLeavesNoInterruptBehind() {
        DeviceLogin<String> login = DeviceLogin.with(new Patient(new CompletableFuture<>()))
                .output(terminal())
                .timeout(Duration.ofMillis(50));

        assertThatExceptionOfType(LoginException.class)
                .isThrownBy(login::signIn)
                .returns(LoginException.Reason.TIMED_OUT, LoginException::reason);
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void signIn_saysTheShorterOfTheTimes() {
        login(null).timeout(Duration.ofMinutes(3)).signIn();
        assertThat(printed()).contains("Waiting for you, at most 3 minutes …");

        login(null).timeout(Duration.ofHours(3)).signIn();
        assertThat(printed()).contains("Waiting for you, at most 10 minutes …");
    }

    @Test
    void signIn_withAnAddressThatTurnsTextAround_printsItEscaped() {
        DeviceCode code = new DeviceCode(
                "WDJB-MJHT", URI.create("https://login.example/\u202Eecived"), null, Duration.ofMinutes(10));

        DeviceLogin.with(new Example(code)).output(terminal()).signIn();

        assertThat(printed()).contains("https://login.example/%E2%80%AEecived");
    }

    @Test
    void signIn_afterClose_showsNoCode() {
        DeviceLogin<String> login = login(null);
        login.close();

        assertThatExceptionOfType(LoginException.class)
                .isThrownBy(login::signIn)
                .returns(LoginException.Reason.CANCELLED, LoginException::reason);
        assertThat(printed()).isEmpty();
    }

    private PrintStream terminal() {
        return new PrintStream(printed, true, StandardCharsets.UTF_8);
    }

    private DeviceLogin<String> login(@Nullable URI complete) {
        return DeviceLogin.with(new Example(new DeviceCode("WDJB-MJHT", PAGE, complete, Duration.ofMinutes(10))))
                .output(terminal());
    }

    private String printed() {
        return printed.toString(StandardCharsets.UTF_8);
    }

    private record Example(DeviceCode code) implements DeviceLoginProvider<String> {
        @Override
        public String signInOnDevice(DevicePrompt prompt) {
            prompt.show(code);
            return "Ada";
        }

        @Override
        public String serviceName() {
            return "Example";
        }
    }

    /** Waits for somebody who never comes. */
    private record Patient(CompletableFuture<Void> waiting) implements DeviceLoginProvider<String> {
        @Override
        public String signInOnDevice(DevicePrompt prompt) {
            waiting.complete(null);
            try {
                new CountDownLatch(1).await();
                throw new AssertionError("Nobody opens this latch.");
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new LoginException(LoginException.Reason.CANCELLED, "The person did not wait.", null);
            }
        }

        @Override
        public String serviceName() {
            return "Example";
        }
    }
}
