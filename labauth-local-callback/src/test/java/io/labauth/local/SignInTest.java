package io.labauth.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.labauth.ForwardingLoginProvider;
import io.labauth.LoginException;
import io.labauth.LoginProvider;
import io.labauth.PendingLogin;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person sees in the terminal, and the ways to sign in from there. */
@Timeout(30)
class SignInTest {
    private final HttpClient http =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build();
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @Test
    void signIn_printsTheLinkOpensTheBrowserAndWaits() {
        assertThat(login().browser(this::comesBack).signIn()).isEqualTo("Ada");

        assertThat(printed())
                .startsWith("To sign in to the service, open this address:\n\n  http://127.0.0.1:")
                .contains("Your browser has been asked to. Waiting for you, at most 5 minutes …")
                .doesNotContain("ssh");
    }

    @Test
    void signIn_whenNoBrowserOpens_printsTheWaysOutAndGoesOn() {
        Browser elsewhere = address -> {
            comesBack(address);
            return false;
        };

        assertThat(login().browser(elsewhere).signIn()).isEqualTo("Ada");

        Matcher port =
                Pattern.compile("ssh -N -L (\\d+):127\\.0\\.0\\.1:(\\d+)").matcher(printed());
        assertThat(port.find()).isTrue();
        assertThat(printed())
                .contains("http://127.0.0.1:" + port.group(1) + "/callback/")
                .contains("No browser was opened here", "Its address can be given to submit(…)");
    }

    @Test
    void signIn_withoutCodeHints_namesNoMethod() {
        Browser elsewhere = address -> {
            comesBack(address);
            return false;
        };

        login().codeHints(false).browser(elsewhere).signIn();

        assertThat(printed())
                .contains("Run this in a terminal, and that page's address can be pasted here.")
                .doesNotContain("submit(", "open()", ".port(");
    }

    @Test
    void signIn_behindAProxy_needsNoWayOut() {
        LocalLogin<String> login = login().callbackBaseUri(URI.create("https://hub.example.org/user/ada/proxy/8089/"))
                .browser(Browser.none())
                .timeout(Duration.ofMillis(1));

        assertThatExceptionOfType(LoginException.class).isThrownBy(login::signIn);

        assertThat(printed())
                .contains("  https://hub.example.org/user/ada/proxy/8089/callback/", "comes back through the proxy")
                .doesNotContain("ssh", "127.0.0.1", "another machine");
    }

    @Test
    void signIn_whenTheAddressIsPasted_racesTheListener() throws Exception {
        try (PipedOutputStream person = new PipedOutputStream();
                PipedInputStream console = new PipedInputStream(person)) {
            Browser elsewhere = address -> {
                typeInto(person, "what?\n\nhttp://127.0.0.1:1/callback/?code=x\n" + address + "\n");
                return false;
            };

            assertThat(login().input(console).browser(elsewhere).signIn()).isEqualTo("Ada");
            assertThat(printed())
                    .contains(
                            "Copy that page's address and paste it here",
                            "is not the address that this login waits for");
        }
    }

    @Test
    void signIn_whenItIsOver_leavesTheProgramsNextLineAlone() throws Exception {
        InputStream console = new ByteArrayInputStream(new byte[0]) {
            @Override
            public synchronized int read() {
                throw new AssertionError("read although nothing was announced");
            }

            @Override
            public synchronized int read(byte[] buffer, int offset, int length) {
                return read();
            }
        };

        assertThat(login().input(console).browser(this::comesBack).signIn()).isEqualTo("Ada");
    }

    @Test
    void signIn_tellsTheBrowserThatTheLoginIsOver_alsoWhenItFails() {
        AtomicInteger finished = new AtomicInteger();
        Browser unseen = new Browser() {
            @Override
            public boolean open(URI address) {
                return true;
            }

            @Override
            public void finished() {
                finished.incrementAndGet();
            }
        };

        assertThatExceptionOfType(LoginException.class)
                .isThrownBy(() ->
                        login().timeout(Duration.ofMillis(50)).browser(unseen).signIn())
                .returns(LoginException.Reason.TIMED_OUT, LoginException::reason);
        assertThat(finished).hasValue(1);
    }

    @Test
    void signIn_withAQrCode_printsTheLinkInIt() throws Exception {
        login().qrCode(true).browser(this::comesBack).signIn();

        String link = printed()
                .lines()
                .filter(line -> line.startsWith("  http"))
                .findFirst()
                .orElseThrow()
                .strip();
        assertThat(PrintedQrCode.read(printed())).isEqualTo(link);
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 5_000})
    void signIn_withALinkTooLongForAQrCode_saysSoAndGoesOn(int length) {
        LoginProvider<String> wordy = new ForwardingLoginProvider<>(new RedirectingProvider()) {
            @Override
            public PendingLogin begin(URI callbackUri) {
                PendingLogin begun = super.begin(callbackUri);
                URI link = URI.create(begun.authorizationUri() + "&x=" + "x".repeat(length));
                return new PendingLogin(begun.callbackUri(), link, begun.startedAt());
            }
        };

        String user = LocalLogin.with(wordy)
                .output(new PrintStream(printed, true, StandardCharsets.UTF_8))
                .qrCode(true)
                .browser(this::comesBack)
                .signIn();

        assertThat(user).isEqualTo("Ada");
        assertThat(printed()).contains("too long for a QR code").doesNotContain("\u001b[");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-1S"})
    void timeout_whichIsNone_isRefused(Duration timeout) {
        assertThatIllegalArgumentException().isThrownBy(() -> login().timeout(timeout));
    }

    @Test
    void sshForward_isAsExactAsItCanBe() {
        var connected = java.util.Map.of("SSH_CONNECTION", "192.0.2.1 50000 192.0.2.7 2222", "USER", "ada");

        assertThat(new Surroundings("Linux", connected, path -> false).sshForward(8089))
                .isEqualTo("ssh -N -L 8089:127.0.0.1:8089 -p 2222 ada@192.0.2.7");
        assertThat(new Surroundings("Linux", java.util.Map.of(), path -> false).sshForward(8089))
                .isEqualTo("ssh -N -L 8089:127.0.0.1:8089 YOUR-NAME@THIS-MACHINE");
    }

    private LocalLogin<String> login() {
        return LocalLogin.with(new RedirectingProvider())
                .output(new PrintStream(printed, true, StandardCharsets.UTF_8));
    }

    private boolean comesBack(URI address) {
        var unused = http.sendAsync(HttpRequest.newBuilder(address).build(), BodyHandlers.discarding());
        return true;
    }

    private String printed() {
        return printed.toString(StandardCharsets.UTF_8);
    }

    private static void typeInto(PipedOutputStream person, String text) {
        try {
            person.write(text.getBytes(StandardCharsets.UTF_8));
            person.flush();
        } catch (java.io.IOException e) {
            throw new AssertionError(e);
        }
    }
}
