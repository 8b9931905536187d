package io.labauth.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.labauth.DeviceCode;
import io.labauth.DeviceLoginProvider;
import io.labauth.DevicePrompt;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

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

    private DeviceLogin<String> login(@Nullable URI complete) {
        return DeviceLogin.with(new Example(new DeviceCode("WDJB-MJHT", PAGE, complete, Duration.ofMinutes(10))))
                .output(new PrintStream(printed, true, StandardCharsets.UTF_8));
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
}
