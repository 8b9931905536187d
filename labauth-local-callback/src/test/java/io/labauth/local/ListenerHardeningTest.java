package io.labauth.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The table "The loopback listener" of what a sign-in must withstand, line by line, by raw socket. */
class ListenerHardeningTest {
    private final StubProvider provider = new StubProvider();
    private CallbackCollector<String> collector;
    private URI uri;

    @BeforeEach
    void open() {
        collector = LocalLogin.with(provider).open();
        uri = collector.callbackUri();
    }

    @AfterEach
    void close() {
        collector.close();
    }

    @Test
    void callbackUri_showsTheBoundAddressAsALiteral() {
        assertThat(uri).hasScheme("http").hasHost("127.0.0.1");
        assertThat(uri.getPort()).isPositive();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void anotherLoopbackAddress_isNotListenedOn() throws IOException {
        InetAddress another = InetAddress.getByAddress(new byte[] {127, 0, 0, 2});

        assertThatIOException().isThrownBy(() -> new Socket(another, uri.getPort()).close());
        assertStillWaiting();
    }

    @Test
    void otherInterfaces_areNotListenedOn() throws IOException {
        List<InetAddress> others = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress() || address instanceof Inet6Address)
                .toList();

        for (InetAddress address : others) {
            assertThatIOException().isThrownBy(() -> new Socket(address, uri.getPort()).close());
        }
        assertStillWaiting();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/favicon.ico",
                "/robots.txt",
                "/callback",
                "/callback/",
                "/CALLBACK/R4nd0m-segment_z",
                "/callback/r4nd0m-segment_z",
                "/callback/R4nd0m-segment_z/",
                "//callback/R4nd0m-segment_z",
                "/callback//R4nd0m-segment_z",
                "/callback/R4nd0m-segment_z;x=1",
                "/callback/%524nd0m-segment_z",
                "/x/../callback/R4nd0m-segment_z",
                "/callback/./R4nd0m-segment_z",
                "/callback/R4nd0m-segment_",
                "/callback/R4nd0m-segment_zz",
                "*"
            })
    void anotherPath_isNotFound(String path) throws IOException {
        String answer = RawHttp.send(uri, "GET " + path + "?code=forged HTTP/1.1\r\nHost: " + authority() + "\r\n\r\n");

        assertThat(answer).matches("(?s)HTTP/1.1 40[04] .*");
        assertStillWaiting();
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS", "TRACE", "HEAD", "PATCH", "BREW", "get"})
    void anotherMethod_isNotAllowed(String method) throws IOException {
        String answer = RawHttp.send(uri, request(method, "?code=forged", "Host: " + authority()));

        assertThat(answer).startsWith("HTTP/1.1 405 ").containsIgnoringCase("\r\nAllow: GET\r\n");
        assertStillWaiting();
    }

    @ParameterizedTest
    @CsvSource({
        "Sec-Purpose, prefetch",
        "Sec-Purpose, prefetch;prerender",
        "Purpose, prefetch",
        "Sec-Fetch-Mode, no-cors",
        "Sec-Fetch-Mode, cors",
        "Sec-Fetch-Mode, websocket",
        "Sec-Fetch-Dest, image",
        "Sec-Fetch-Dest, iframe"
    })
    void whatNoPersonOpened_isRefused(String name, String value) throws IOException {
        String answer = RawHttp.send(uri, request("GET", "?code=forged", "Host: " + authority(), name + ": " + value));

        assertThat(answer).startsWith("HTTP/1.1 403 ");
        assertStillWaiting();
    }

    @Test
    void aNavigation_isTaken() throws IOException {
        String answer = RawHttp.send(
                uri,
                request(
                        "GET",
                        "?code=c",
                        "Host: " + authority(),
                        "Sec-Fetch-Mode: navigate",
                        "Sec-Fetch-Dest: document",
                        "Connection: close"));

        assertThat(answer).startsWith("HTTP/1.1 303 ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "127.0.0.1.evil.example:PORT",
                "evil.example:PORT",
                "127.0.0.1",
                "127.0.0.1:1",
                "localhost:PORT",
                "[::1]:PORT",
                "127.0.0.1:PORT@evil.example",
                "127.0.0.1:PORT.",
                ""
            })
    void anotherHost_isRefused(String host) throws IOException {
        String answer = RawHttp.send(uri, request("GET", "?code=forged", "Host: " + withPort(host)));

        assertThat(answer).matches("(?s)HTTP/1.1 4(00|21) .*");
        assertStillWaiting();
    }

    @Test
    void noHost_orTwo_areRefused() throws IOException {
        assertThat(RawHttp.send(uri, request("GET", "?code=forged"))).startsWith("HTTP/1.1 400 ");
        assertThat(RawHttp.send(uri, request("GET", "?code=forged").replace("HTTP/1.1", "HTTP/1.0")))
                .matches("(?s)HTTP/1\\.[01] 421 .*");
        assertThat(RawHttp.send(uri, request("GET", "?code=forged", "Host: " + authority(), "Host: " + authority())))
                .matches("(?s)HTTP/1.1 4(00|21) .*");
        assertThat(RawHttp.send(uri, request("GET", "?code=forged", "Host: " + authority(), "Host: evil.example")))
                .matches("(?s)HTTP/1.1 4(00|21) .*");
        assertStillWaiting();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://evil.example",
                "http://127.0.0.1:1",
                "https://127.0.0.1:PORT",
                "http://127.0.0.1:PORT@evil.example"
            })
    void anAbsoluteTargetOfAnotherAuthority_isRefused(String origin) throws IOException {
        String answer = RawHttp.send(
                uri,
                "GET " + withPort(origin) + uri.getRawPath() + "?code=forged HTTP/1.1\r\nHost: " + authority()
                        + "\r\n\r\n");

        assertThat(answer).matches("(?s)HTTP/1.1 4(00|21) .*");
        assertStillWaiting();
    }

    @Test
    void anAbsoluteTargetWithoutAPath_isRefused() throws IOException {
        String answer =
                RawHttp.send(uri, "GET http://" + authority() + " HTTP/1.1\r\nHost: " + authority() + "\r\n\r\n");

        assertThat(answer).matches("(?s)HTTP/1.1 4(00|04|21) .*");
        assertStillWaiting();
    }

    @Test
    void anAbsoluteTargetOfItsOwn_isTaken() throws IOException {
        String answer = RawHttp.send(
                uri, "GET " + uri + "?code=c0de HTTP/1.1\r\nHost: " + authority() + "\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 303 ");
        assertThat(provider.exchanges()).isOne();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "?",
                "?other=1",
                "?code=forged&code=forged",
                "?code=%zz",
                "?code=forged%00",
                "?code=%ff",
                "?code=a%0d%0aSet-Cookie:x",
                "?code=f%C3%B6%7f",
                "?code=forged&=x",
                "?code=<script>",
                "?code=f\u00f6"
            })
    void aQueryThatIsNotClean_isRefused(String query) throws IOException {
        String answer = RawHttp.get(uri, query);

        assertThat(answer).startsWith("HTTP/1.1 400 ").doesNotContain("forged", "<script", "Set-Cookie");
        assertStillWaiting();
    }

    @Test
    void anEndlessQuery_isRefused() throws IOException {
        assertThat(RawHttp.get(uri, "?code=" + "x".repeat(9_000))).startsWith("HTTP/1.1 400 ");
        assertRefusedOrCut(() -> RawHttp.get(uri, "?code=" + "x".repeat(1_000_000)));
        assertStillWaiting();
    }

    @Test
    void threeHundredHeaders_areRefused() throws IOException {
        String[] headers =
                IntStream.range(0, 300).mapToObj(i -> "X-" + i + ": x").toArray(String[]::new);
        String request =
                request("GET", "?code=forged", headers).replace("\r\n\r\n", "\r\nHost: " + authority() + "\r\n\r\n");

        assertRefusedOrCut(() -> RawHttp.send(uri, request));
        assertStillWaiting();
    }

    @Test
    void aCodeOfReservedCharacters_arrivesExactly() throws IOException {
        RawHttp.get(uri, "?code=%26+%3D%2B%2F%25%3F%23");

        assertThat(collector.await()).isEqualTo("& =+/%?#");
    }

    @Test
    void fiftySilentConnectionsAndHalfARequest_doNotHoldTheCallbackUp() throws IOException {
        List<Socket> silent = new ArrayList<>();
        try {
            for (int i = 0; i < 50; i++) {
                silent.add(RawHttp.connect(uri));
            }
            silent.get(0).getOutputStream().write("GET /callb".getBytes(StandardCharsets.US_ASCII));

            assertThat(RawHttp.get(uri, "?code=c")).startsWith("HTTP/1.1 303 ");
        } finally {
            for (Socket socket : silent) {
                socket.close();
            }
        }
    }

    @Test
    void silentSockets_areCutOff() throws IOException {
        try (Socket idle = RawHttp.connect(uri);
                Socket half = RawHttp.connect(uri)) {
            half.getOutputStream().write("GET /callb".getBytes(StandardCharsets.US_ASCII));

            assertThat(idle.getInputStream().read()).isEqualTo(-1);
            assertThat(half.getInputStream().read()).isEqualTo(-1);
        }
        assertStillWaiting();
    }

    @Test
    void manyCallbacksAtOnce_leadToOneExchange() throws Exception {
        ExecutorService browsers = Executors.newFixedThreadPool(8);
        try {
            Callable<String> callback = () -> RawHttp.get(uri, "?code=c");
            List<Future<String>> answers = browsers.invokeAll(java.util.Collections.nCopies(8, callback));

            List<String> statuses = new ArrayList<>();
            for (Future<String> answer : answers) {
                statuses.add(answer.get().substring(9, 12));
                assertThat(answer.get()).containsPattern("HTTP/1.1 303 |<h1[^>]*>Already finished");
            }
            assertThat(statuses).containsOnlyOnce("303").containsOnly("303", "409");
            assertThat(provider.exchanges()).isOne();
        } finally {
            browsers.shutdown();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST PATH?code=Sesame HTTP/1.1|Host: HOST",
                "GET PATH?code=Sesame HTTP/1.1|Host: evil.example",
                "GET PATH?code=Sesame HTTP/1.1|Host: HOST|Sec-Purpose: prefetch",
                "GET PATH?code=Sesame&code=Sesame HTTP/1.1|Host: HOST",
                "GET PATH?code=Sesame%zz HTTP/1.1|Host: HOST",
                "GET PATH;x=Sesame?code=Sesame HTTP/1.1|Host: HOST",
                "GET PATH?code=Sesame HTTP/1.1|Sesame",
                "GET PATH?code=Sesame HTTP/9",
                "Sesame PATH"
            })
    void whatIsRefusedOrMalformed_isNotLogged(String request) throws IOException {
        Log log = new Log();
        log.start();
        try (Socket socket = RawHttp.connect(uri)) {
            String sent = request.replace("PATH", uri.getRawPath())
                    .replace("HOST", authority())
                    .replace("|", "\r\n");
            socket.getOutputStream().write((sent + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            socket.shutdownOutput();
            assertRefusedOrCut(() -> new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII));
        } finally {
            log.stop();
        }

        assertThat(log.text()).contains("org.xnio").doesNotContain("Sesame", "R4nd0m-segment_z");
        assertStillWaiting();
    }

    private void assertStillWaiting() throws IOException {
        assertThat(provider.exchanges()).isZero();
        assertThat(RawHttp.signIn(uri, "?code=genuine")).startsWith("HTTP/1.1 200 ");
        assertThat(collector.await(Duration.ofSeconds(5))).isEqualTo("genuine");
        assertThat(provider.exchanges()).isOne();
    }

    /** Undertow answers what it can and cuts off what goes on too long. */
    private static void assertRefusedOrCut(Callable<String> request) {
        String answer;
        try {
            answer = request.call();
        } catch (IOException e) {
            return;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
        assertThat(answer).matches("(?s)|HTTP/1.1 4(00|03|04|05|14|21|31) .*");
    }

    private String request(String method, String query, String... headers) {
        return method + " " + uri.getRawPath() + query + " HTTP/1.1\r\n"
                + List.of(headers).stream().map(header -> header + "\r\n").collect(Collectors.joining()) + "\r\n";
    }

    private String authority() {
        return uri.getRawAuthority();
    }

    private String withPort(String text) {
        return text.replace("PORT", Integer.toString(uri.getPort()));
    }
}
