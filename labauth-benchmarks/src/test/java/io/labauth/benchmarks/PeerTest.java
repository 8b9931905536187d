package io.labauth.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PeerTest {
    static Stream<Peer> peers() {
        return Stream.concat(Peer.listeners().stream(), Peer.products().stream());
    }

    @ParameterizedTest
    @MethodSource("peers")
    void await_whenTheBrowserHasFollowedTheCallback_givesTheCode(Peer peer) throws IOException {
        try (Login login = peer.open();
                Connection browser = new Connection(login.callback("c0de").port(), Duration.ofSeconds(5))) {

            Answer page = browser.follow(login.callback("c0de"));

            assertThat(page.status()).isEqualTo(200);
            assertThat(login.await()).isEqualTo("c0de");
        }
    }
}
