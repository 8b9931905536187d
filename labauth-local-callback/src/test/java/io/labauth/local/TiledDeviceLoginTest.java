package io.labauth.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.labauth.testkit.FakeTiled;
import io.labauth.tiled.Tiled;
import io.labauth.tiled.TiledDeviceLogin;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tiled's sign-in with an external provider, at a terminal. */
@Timeout(30)
class TiledDeviceLoginTest {
    @Test
    void signIn_printsTiledsCodeAndWaitsForThePerson() throws Exception {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        try (FakeTiled fake = FakeTiled.builder().start()) {
            UUID eve = fake.addUser("eve", "");
            TiledDeviceLogin begun = Tiled.builder(fake.uri())
                    .clock(Clock.fixed(Instant.now(), ZoneOffset.UTC))
                    .connect()
                    .beginSignIn();
            fake.approve(begun.userCode(), "eve");

            Tiled tiled = DeviceLogin.with(begun)
                    .output(new PrintStream(printed, true, StandardCharsets.UTF_8))
                    .signIn();

            String text = printed.toString(StandardCharsets.UTF_8);
            assertThat(tiled.whoAmI().uuid()).isEqualTo(eve);
            assertThat(text)
                    .startsWith(
                            "To sign in to Tiled, open this address on any device:\n\n  " + begun.authorizationUri())
                    .contains("\n  " + begun.userCode() + "\n")
                    .contains("Waiting for you, at most 15 minutes …");
            assertThat(PrintedQrCode.read(text))
                    .isEqualTo(begun.authorizationUri().toString());
        }
    }
}
