package io.labauth.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.labauth.Callback;
import io.labauth.ForwardingLoginProvider;
import io.labauth.LoginProvider;
import io.labauth.PendingLogin;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A provider with a fault: the program hears of it at once, and nothing waits for ever. */
@Timeout(20)
class BrokenProviderTest {
    private final StubProvider lacking = new StubProvider(code -> {
        throw new NoClassDefFoundError("lacking");
    });

    @Test
    void await_whenTheExchangeEndsInAnError_throwsItAndThePageSaysNoMore() throws IOException {
        try (CallbackCollector<String> collector = LocalLogin.with(lacking).open()) {
            String page = RawHttp.signIn(collector.callbackUri(), "?code=c");

            assertThatExceptionOfType(NoClassDefFoundError.class).isThrownBy(collector::await);
            assertThat(page).contains("The sign-in failed").doesNotContain("lacking");
        }
    }

    @Test
    void await_whenASubmittedCallbackEndsInAnError_throwsIt() {
        try (CallbackCollector<String> collector = LocalLogin.with(lacking).open()) {
            collector.submit(collector.callbackUri() + "?code=c");

            assertThatExceptionOfType(NoClassDefFoundError.class).isThrownBy(collector::await);
        }
    }

    @Test
    void await_whenTheCheckBreaks_throwsAndThePageSaysNoMore() throws IOException {
        LoginProvider<String> unchecked = new ForwardingLoginProvider<>(new StubProvider()) {
            @Override
            public void check(PendingLogin pending, Callback callback) {
                throw new IllegalStateException("internal detail");
            }
        };
        try (CallbackCollector<String> collector = LocalLogin.with(unchecked).open()) {
            String page = RawHttp.signIn(collector.callbackUri(), "?code=c");

            assertThatIllegalStateException().isThrownBy(collector::await).withMessage("internal detail");
            assertThat(page).contains("The sign-in failed").doesNotContain("internal detail");
        }
    }

    @Test
    void await_whenTheNameCannotBeTold_givesTheUserAndThePageNamesNobody() throws IOException {
        LoginProvider<String> nameless = new ForwardingLoginProvider<>(new StubProvider()) {
            @Override
            public String displayName(String user) {
                throw new IllegalStateException("no name");
            }
        };
        try (CallbackCollector<String> collector = LocalLogin.with(nameless).open()) {
            String page = RawHttp.signIn(collector.callbackUri(), "?code=Ada");

            assertThat(page).contains("You are signed in", "Signed in to Example.");
            assertThat(collector.await()).isEqualTo("Ada");
        }
    }

    @Test
    void open_whenTheLoginCannotBegin_freesThePort() throws IOException {
        AtomicInteger port = new AtomicInteger();
        LoginProvider<String> unable = new ForwardingLoginProvider<>(new StubProvider()) {
            @Override
            public PendingLogin begin(URI callbackUri) {
                port.set(callbackUri.getPort());
                throw new NoClassDefFoundError("lacking");
            }
        };

        assertThatExceptionOfType(NoClassDefFoundError.class)
                .isThrownBy(() -> LocalLogin.with(unable).open());
        new ServerSocket(port.get(), 1, InetAddress.getLoopbackAddress()).close();
    }
}
