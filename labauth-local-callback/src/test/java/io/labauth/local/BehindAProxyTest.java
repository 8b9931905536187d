package io.labauth.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.labauth.CallbackRejectedException;
import java.io.IOException;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A listener whose callbacks come through a proxy, such as jupyter-server-proxy. */
class BehindAProxyTest {
    private static final URI BASE = URI.create("https://hub.example.org/user/ada/proxy/8089/");

    private final CallbackCollector<String> collector =
            LocalLogin.with(new StubProvider()).callbackBaseUri(BASE).open();
    private final URI bound = URI.create("http://127.0.0.1:" + collector.port());

    @AfterEach
    void close() {
        collector.close();
    }

    @Test
    void callbackUri_isTheProxys() {
        assertThat(collector.callbackUri()).isEqualTo(BASE.resolve("callback/R4nd0m-segment_z"));
    }

    @ParameterizedTest
    @CsvSource({
        "hub.example.org, /user/ada/proxy/8089/callback/R4nd0m-segment_z",
        "hub.example.org, /callback/R4nd0m-segment_z",
        "BOUND, /user/ada/proxy/8089/callback/R4nd0m-segment_z",
        "BOUND, /callback/R4nd0m-segment_z"
    })
    void aCallbackThroughTheProxy_isTaken(String host, String path) throws IOException {
        String answer = send(host, path + "?code=Ada");

        assertThat(answer).startsWith("HTTP/1.1 303 ");
        String page = RawHttp.location(answer).toString();
        assertThat(page).startsWith(collector.callbackUri() + "/");
        assertThat(send(host, path + page.substring(page.lastIndexOf('/')))).contains("You are signed in");
        assertThat(collector.await()).isEqualTo("Ada");
    }

    @ParameterizedTest
    @CsvSource({
        "https://Hub.Example.org/, hub.example.org",
        "https://HUB.example.org:443/, hub.example.org",
        "https://hub.example.org:443/, hub.example.org:443",
        "https://hub.example.org/, hub.example.org:443",
        "https://hub.example.org:8443/, Hub.example.org:8443",
        "http://LocalHost:80/, localhost"
    })
    void aCallback_isTakenAsBrowsersWriteTheHost(URI base, String host) throws IOException {
        try (CallbackCollector<String> login =
                LocalLogin.with(new StubProvider()).callbackBaseUri(base).open()) {
            String answer = RawHttp.send(
                    URI.create("http://127.0.0.1:" + login.port()),
                    "GET /callback/R4nd0m-segment_z?code=Ada HTTP/1.1\r\nHost: " + host
                            + "\r\nConnection: close\r\n\r\n");

            assertThat(answer).startsWith("HTTP/1.1 303 ");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://hub.example.org:443/user/ada/proxy/8089/callback/R4nd0m-segment_z?code=Ada",
                "HTTPS://Hub.Example.org/user/ada/proxy/8089/callback/R4nd0m-segment_z?code=Ada"
            })
    void submit_takesTheProxysAddress_howeverItIsWritten(String pasted) {
        collector.submit(pasted);

        assertThat(collector.await()).isEqualTo("Ada");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://ada@hub.example.org/user/ada/proxy/8089/callback/R4nd0m-segment_z?code=Eve",
                "https://hub.example.org:8443/user/ada/proxy/8089/callback/R4nd0m-segment_z?code=Eve",
                "http://hub.example.org/user/ada/proxy/8089/callback/R4nd0m-segment_z?code=Eve"
            })
    void submit_ofAnotherOrigin_isRefused(String pasted) {
        assertThatExceptionOfType(CallbackRejectedException.class).isThrownBy(() -> collector.submit(pasted));
    }

    @ParameterizedTest
    @CsvSource({
        "evil.example, /callback/R4nd0m-segment_z, 421",
        "hub.example.org, /proxy/8089/callback/R4nd0m-segment_z, 404",
        "hub.example.org, /user/ada/callback/R4nd0m-segment_z, 404"
    })
    void anotherHostOrPath_isRefused(String host, String path, String status) throws IOException {
        assertThat(send(host, path + "?code=forged")).startsWith("HTTP/1.1 " + status);
    }

    @Test
    void submit_takesTheProxysAddress() {
        collector.submit(collector.callbackUri() + "?code=Ada");

        assertThat(collector.await()).isEqualTo("Ada");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://hub.example.org",
                "https://hub.example.org/x",
                "/proxy/",
                "ftp://x/",
                "http://hub.example.org/",
                "http://127.0.0.1.evil.example/",
                "https://u@x/",
                "https://x/?a=/",
                "https:///"
            })
    void callbackBaseUri_ofAnotherForm_isRefused(String base) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LocalLogin.with(new StubProvider()).callbackBaseUri(URI.create(base)))
                .withMessageContaining("end in /");
    }

    private String send(String host, String target) throws IOException {
        return RawHttp.send(
                bound,
                "GET " + target + " HTTP/1.1\r\nHost: " + host.replace("BOUND", bound.getRawAuthority())
                        + "\r\nConnection: close\r\n\r\n");
    }
}
