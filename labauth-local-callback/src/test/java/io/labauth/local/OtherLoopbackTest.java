package io.labauth.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import org.junit.jupiter.api.Test;

/** A machine that has no {@code 127.0.0.1}. */
class OtherLoopbackTest {
    @Test
    void aLogin_onTheIpv6Address_showsItAsALiteralAndSucceedsThereAlone() throws IOException {
        InetAddress ipv6 = InetAddress.getByAddress(new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1});
        InetAddress ipv4 = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        assumeTrue(NetworkInterface.getByInetAddress(ipv6) != null, "This machine has no ::1.");
        try (CallbackCollector<String> login =
                LocalLogin.with(new StubProvider()).listen(LoopbackServer.bind(ipv6, 0))) {
            assertThat(login.callbackUri().toString()).startsWith("http://[::1]:" + login.port() + "/callback/");
            assertThatIOException().isThrownBy(() -> new Socket(ipv4, login.port()).close());

            assertThat(RawHttp.signIn(login.callbackUri(), "?code=Ada")).contains("Signed in to Example as Ada.");
            assertThat(login.await()).isEqualTo("Ada");
        }
    }
}
