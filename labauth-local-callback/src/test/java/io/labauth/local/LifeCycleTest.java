package io.labauth.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.labauth.AuthenticationException;
import io.labauth.AuthenticationException.Reason;
import io.labauth.Callback;
import io.labauth.CallbackRejectedException;
import io.labauth.ForwardingLoginProvider;
import io.labauth.LoginException;
import io.labauth.LoginProvider;
import io.labauth.PendingLogin;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class LifeCycleTest {
    private final HttpClient browser =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build();
    private final StubProvider provider = new StubProvider();

    @Test
    void await_whenTheBrowserComesBack_givesTheUserAfterThePageWasShown() throws Exception {
        try (CallbackCollector<String> collector = LocalLogin.with(provider).open()) {
            HttpResponse<String> page = callBack(collector, "?code=Ada");

            assertThat(collector.await()).isEqualTo("Ada");
            assertThat(page.body()).contains("You are signed in", "Signed in to Example as Ada.", "</html>");
            assertThat(page.uri()).hasNoQuery();
            assertPortIsFree(collector.callbackUri());
        }
    }

    @Test
    void await_whenTheBrowserDoesNotComeForThePage_givesTheUserAllTheSame() throws IOException {
        try (CallbackCollector<String> collector = LocalLogin.with(provider).open()) {
            RawHttp.get(collector.callbackUri(), "?code=Ada");

            assertThat(collector.await()).isEqualTo("Ada");
        }
    }

    @Test
    void await_whenTheServiceRefusesTheCode_throwsAndThePageSaysSo() throws Exception {
        StubProvider refusing = new StubProvider(code -> {
            throw new AuthenticationException(
                    Reason.CODE_REFUSED, "Example did not accept the code: sign in again.", "4514");
        });
        try (CallbackCollector<String> collector = LocalLogin.with(refusing).open()) {
            HttpResponse<String> page = callBack(collector, "?code=forged");

            assertThatExceptionOfType(AuthenticationException.class)
                    .isThrownBy(collector::await)
                    .returns(Reason.CODE_REFUSED, AuthenticationException::reason);
            assertThat(page.body())
                    .contains("The sign-in failed", "did not accept the code: sign in again.")
                    .doesNotContain("signed in</h1>", "forged");
        }
    }

    @Test
    void await_whenTheProviderBreaks_throwsAndThePageSaysNoMore() throws Exception {
        StubProvider broken = new StubProvider(code -> {
            throw new IllegalStateException("internal detail");
        });
        try (CallbackCollector<String> collector = LocalLogin.with(broken).open()) {
            HttpResponse<String> page = callBack(collector, "?code=c");

            assertThatIllegalStateException().isThrownBy(collector::await).withMessage("internal detail");
            assertThat(page.body()).contains("The sign-in failed").doesNotContain("internal detail");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-1S"})
    void await_withoutTime_isRefused(Duration limit) {
        try (CallbackCollector<String> collector = LocalLogin.with(provider).open()) {
            assertThatIllegalArgumentException().isThrownBy(() -> collector.await(limit));
        }
    }

    @Test
    void close_duringTheExchange_isCancelledAndTheBrowserIsToldNothingFalse() throws Exception {
        CountDownLatch exchanging = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        StubProvider slow = new StubProvider(code -> {
            exchanging.countDown();
            awaitUninterrupted(closed);
            return code;
        });
        CallbackCollector<String> collector = LocalLogin.with(slow).open();
        CompletableFuture<HttpResponse<String>> page = browser.sendAsync(
                HttpRequest.newBuilder(URI.create(collector.callbackUri() + "?code=c"))
                        .build(),
                BodyHandlers.ofString());

        awaitUninterrupted(exchanging);
        collector.close();
        closed.countDown();

        assertThat(catchThrowableOfType(LoginException.class, collector::await).reason())
                .isEqualTo(LoginException.Reason.CANCELLED);
        assertThat(page.handle((answer, failure) ->
                                failure != null || !answer.body().contains("You are signed in"))
                        .get())
                .isTrue();
    }

    @Test
    void completion_givesTheUserWithoutWaiting() throws Exception {
        try (CallbackCollector<String> collector = LocalLogin.with(provider).open()) {
            CompletableFuture<String> user = collector.completion().toCompletableFuture();
            callBack(collector, "?code=Ada");

            assertThat(user.get(5, TimeUnit.SECONDS)).isEqualTo("Ada");
        }
    }

    @Test
    void submit_takesTheAddressThatTheBrowserEndedUpAt() {
        try (CallbackCollector<String> collector = LocalLogin.with(provider).open()) {
            collector.submit("  " + collector.callbackUri() + "?code=a%2Bb \n");

            assertThat(collector.await()).isEqualTo("a+b");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "code=c",
                "http://127.0.0.1:1/callback/R4nd0m-segment_z?code=c",
                "https://evil.example/?code=c",
                "a b",
                "mailto:x"
            })
    void submit_whenItIsAnotherAddress_isRefusedAndTheLoginGoesOn(String pasted) {
        try (CallbackCollector<String> collector = LocalLogin.with(provider).open()) {
            assertThatExceptionOfType(CallbackRejectedException.class).isThrownBy(() -> collector.submit(pasted));

            collector.submit(collector.callbackUri() + "?code=c");
            assertThat(collector.await()).isEqualTo("c");
        }
    }

    @Test
    void theRightCallback_whileAnotherIsBeingRejected_isTaken() throws Exception {
        CountDownLatch checking = new CountDownLatch(1);
        CountDownLatch taken = new CountDownLatch(1);
        LoginProvider<String> slowToReject = new ForwardingLoginProvider<>(provider) {
            @Override
            public void check(PendingLogin pending, Callback callback) {
                if (callback.parameter("code").isEmpty()) {
                    checking.countDown();
                    awaitUninterrupted(taken);
                }
                super.check(pending, callback);
            }

            @Override
            public String complete(PendingLogin pending, Callback callback) {
                check(pending, callback);
                return super.complete(pending, callback);
            }
        };
        try (CallbackCollector<String> collector = LocalLogin.with(slowToReject).open()) {
            CompletableFuture<HttpResponse<String>> stranger = browser.sendAsync(
                    HttpRequest.newBuilder(URI.create(collector.callbackUri() + "?state=x"))
                            .build(),
                    BodyHandlers.ofString());
            awaitUninterrupted(checking);
            HttpResponse<String> page = callBack(collector, "?code=Ada");
            taken.countDown();

            assertThat(page.body()).contains("You are signed in");
            assertThat(collector.await()).isEqualTo("Ada");
            assertThat(stranger.handle((answer, failure) -> failure != null || answer.statusCode() >= 400)
                            .get())
                    .isTrue();
        }
    }

    @Test
    void open_severalAtOnce_keepsThemApart() throws Exception {
        try (CallbackCollector<String> first = LocalLogin.with(provider).open();
                CallbackCollector<String> second = LocalLogin.with(provider).open()) {
            callBack(second, "?code=two");
            callBack(first, "?code=one");

            assertThat(first.await()).isEqualTo("one");
            assertThat(second.await()).isEqualTo("two");
        }
    }

    @Test
    void open_onAPortAndPathOfOnesChoice_listensThere() throws IOException {
        int port = freePort();
        try (CallbackCollector<String> collector =
                LocalLogin.with(provider).port(port).path("/auth/local-demo/").open()) {
            assertThat(collector.callbackUri().toString()).startsWith("http://127.0.0.1:" + port + "/auth/local-demo/");
        }
        try (CallbackCollector<String> again =
                LocalLogin.with(provider).port(port).open()) {
            assertThat(again.callbackUri()).hasPort(port);
        }
    }

    @Test
    void open_whenThePortIsTaken_namesItAndWhatToDo() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            LocalLogin<String> login = LocalLogin.with(provider).port(taken.getLocalPort());

            assertThatIllegalStateException()
                    .isThrownBy(login::open)
                    .withMessageContaining("Port " + taken.getLocalPort())
                    .withMessageContaining("Choose another");
        }
    }

    @Test
    void ports_atTheEndsOfTheRange_areAPort() {
        assertThatNoException().isThrownBy(() -> LocalLogin.with(provider).ports(65535, 1, 0));
    }

    @Test
    void open_onSeveralPorts_takesTheFirstThatIsFree() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int free = freePort();
            try (CallbackCollector<String> collector =
                    LocalLogin.with(provider).ports(taken.getLocalPort(), free).open()) {
                assertThat(collector.callbackUri()).hasPort(free);
            }
        }
    }

    @Test
    void open_whenEveryPortIsTaken_namesThemAll() throws IOException {
        try (ServerSocket one = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ServerSocket two = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            LocalLogin<String> login = LocalLogin.with(provider).ports(one.getLocalPort(), two.getLocalPort());

            assertThatIllegalStateException()
                    .isThrownBy(login::open)
                    .withMessageContaining("Port " + one.getLocalPort() + ", " + two.getLocalPort());
        }
    }

    @Test
    void close_freesThePortBeforeItReturns() throws IOException {
        for (int i = 0; i < 20; i++) {
            CallbackCollector<String> collector = LocalLogin.with(provider).open();

            collector.close();

            assertPortIsFree(collector.callbackUri());
        }
    }

    @Test
    void pages_ofOnesOwn_areShownWithTheirStyleAndNothingElse() throws Exception {
        LocalLogin<String> login = LocalLogin.with(provider)
                .applicationName("Gel Reader")
                .pages(content -> "<!DOCTYPE html><title>" + content.kind() + "</title><style>p{margin:0}</style><p>"
                        + content.application() + ", " + content.service() + ": " + content.title());
        try (CallbackCollector<String> collector = login.open()) {
            HttpResponse<String> page = callBack(collector, "?code=Ada");

            assertThat(page.body()).contains("SIGNED_IN", "<p>Gel Reader, Example: You are signed in");
            assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                    .contains("style-src 'sha256-QRQPRLGyxt3RJiKpYNjpkgHcmHU2PywsfL2e8oI0LQA='");
            assertThat(collector.await()).isEqualTo("Ada");
        }
    }

    @Test
    void applicationName_standsOnThePage() throws Exception {
        try (CallbackCollector<String> collector =
                LocalLogin.with(provider).applicationName("<Gel> Reader").open()) {
            assertThat(callBack(collector, "?code=Ada").body()).contains("&lt;Gel&gt; Reader");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 65536})
    void port_outOfRange_isRefused(int port) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LocalLogin.with(provider).port(port));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "callback",
                "/a?b",
                "/a#b",
                "/a b",
                "//a",
                "/a//b",
                "/../a",
                "/a/./b",
                "/%41",
                "/ä",
                "/a;b",
                "/a\r\nb"
            })
    void path_thatABrowserWouldChange_isRefused(String path) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LocalLogin.with(provider).path(path))
                .withMessageContaining("/callback/");
    }

    private HttpResponse<String> callBack(CallbackCollector<?> collector, String query) throws Exception {
        URI address = URI.create(collector.callbackUri() + query);
        return browser.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
    }

    private static void assertPortIsFree(URI callbackUri) throws IOException {
        new ServerSocket(callbackUri.getPort(), 1, InetAddress.getLoopbackAddress()).close();
    }

    /** One that no system hands out by itself, so that nobody takes it meanwhile. */
    private static int freePort() throws IOException {
        for (int port = 20_000 + ThreadLocalRandom.current().nextInt(10_000); ; port++) {
            try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return probe.getLocalPort();
            } catch (BindException e) {
                // The next one.
            }
        }
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
