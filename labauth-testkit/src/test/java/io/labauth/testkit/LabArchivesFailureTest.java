package io.labauth.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.labauth.AuthenticationException;
import io.labauth.ConnectionException;
import io.labauth.LabAuthException;
import io.labauth.Secret;
import io.labauth.ServiceException;
import io.labauth.labarchives.ApiRequest;
import io.labauth.labarchives.ApiResponse;
import io.labauth.labarchives.LabArchives;
import io.labauth.labarchives.LabArchivesBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** labauth's client of LabArchives when the service, the network or the clock fails. */
@Timeout(30)
@ExtendWith(FakeLabArchivesExtension.class)
class LabArchivesFailureTest {
    private static final String EMAIL = "a+b@x.org";

    private FakeLabArchives fake;
    private LabArchives labArchives;
    private String uid;
    private String code;

    @BeforeEach
    void signUp(FakeLabArchives injected) {
        fake = injected;
        uid = fake.addUser(EMAIL, "Ada Löwe", "Gels").uid();
        code = fake.issueCode(EMAIL);
        labArchives = client().build();
    }

    @ParameterizedTest
    @CsvSource({
        "4500, ServiceException, ''",
        "4501, AuthorizationException, ''",
        "4502, AuthorizationException, ''",
        "4503, ServiceException, ''",
        "4506, AuthenticationException, ACCESS_KEY_UNKNOWN",
        "4507, AuthenticationException, USER_UNKNOWN",
        "4514, AuthenticationException, CODE_REFUSED",
        "4520, AuthenticationException, ACCESS_PASSWORD_WRONG",
        "4522, AuthenticationException, INSTITUTION_SIGN_IN_REQUIRED",
        "4523, ServiceException, ''",
        "4524, ServiceException, ''",
        "4529, ServiceException, ''",
        "4533, AuthenticationException, SESSION_EXPIRED",
        "4547, AuthorizationException, ''",
        "4999, ServiceException, ''",
        "9876, ServiceException, ''",
    })
    void everyErrorCode_hasItsTypeWhateverTheStatusAndTheEnvelope(String errorCode, String type, String reason) {
        for (int status : new int[] {400, 401, 404}) {
            for (String envelope : envelopes(errorCode)) {
                fake.behaviour().failNext(Fault.answer(status, "application/xml", envelope), 1);

                LabAuthException e = failure(() -> labArchives.login(EMAIL, code));

                assertThat(e.getClass().getSimpleName()).isEqualTo(type);
                assertThat(e.errorCode()).contains(errorCode);
                assertThat(e).hasMessageNotContaining("Sesame");
                assertThat(e instanceof AuthenticationException a ? a.reason().name() : "")
                        .isEqualTo(reason);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {201, 204, 301, 302, 400, 401, 403, 404, 429, 500, 502, 503})
    void aStatusWithoutAnErrorOfTheService_isAServiceException(int status) {
        fake.behaviour().failNext(Fault.answer(status, "text/html", status == 204 ? "" : "<html>no</html>"), 1);

        ServiceException e = catchThrowableOfType(ServiceException.class, () -> labArchives.login(EMAIL, code));

        assertThat(e.status()).isEqualTo(status);
        assertThat(e.errorCode()).isEmpty();
        assertThat(fake.calls().count("user_access_info")).isOne();
    }

    @ParameterizedTest
    @CsvSource({
        "500, <html/>, failed: try again later (users/user_access_info HTTP 500).",
        "404, <error><error-code>4999</error-code></error>, failed: try again later (users/user_access_info HTTP 404).",
        "302, <html/>, answered with a redirect",
        "400, <html/>, of no known form: check API_URL (users/user_access_info HTTP 400).",
        "400, <error><code>4500</code></error>, 'did not understand the request (users/user_access_info HTTP 400) error 4500.'",
        "400, <error><code>no number</code></error>, of no known form",
    })
    void aFailure_isExplained(int status, String body, String explanation) {
        fake.behaviour().failNext(Fault.answer(status, "application/xml", body), 1);

        LabAuthException e = failure(() -> labArchives.login(EMAIL, code));

        assertThat(e.getMessage().replace(",", "")).startsWith("LabArchives ").contains(explanation);
    }

    @Test
    void aRetryAfter_isGivenInSeconds() {
        fake.behaviour().failNext(Fault.tooManyRequests(Duration.ofSeconds(20)), 1);

        ServiceException e = catchThrowableOfType(ServiceException.class, () -> labArchives.login(EMAIL, code));

        assertThat(e.retryAfter()).contains(Duration.ofSeconds(20));
    }

    @ParameterizedTest
    @MethodSource
    void anAnswerThatIsNoUser_isAServiceException(Fault fault) {
        fake.behaviour().failNext("user_access_info", fault, 1);

        ServiceException e = catchThrowableOfType(ServiceException.class, () -> labArchives.login(EMAIL, code));

        assertThat(e.status()).isEqualTo(200);
        assertThat(e).hasMessageStartingWith("LabArchives").hasNoCause();
    }

    static Stream<Fault> anAnswerThatIsNoUser_isAServiceException() {
        return Stream.of(
                Fault.oversizeAnswer(),
                Fault.malformedXml(),
                Fault.externalEntity(),
                Fault.entityBomb(),
                Fault.answer(200, "application/xml", ""),
                Fault.answer(200, "application/xml", "<users><fullname>Nobody</fullname></users>"),
                Fault.answer(200, "application/xml", "<users><id></id></users>"),
                Fault.answer(200, "text/html", "<html><body>Please sign in</body></html>"),
                Fault.answer(200, "application/json", "{\"id\":\"u\"}"));
    }

    @ParameterizedTest
    @MethodSource
    void aBrokenConnection_isAConnectionExceptionAndTheCodeIsNotSentAgain(String what, Fault fault) {
        fake.behaviour().failNext("user_access_info", fault, 1);

        assertThatExceptionOfType(ConnectionException.class)
                .as(what)
                .isThrownBy(() -> labArchives.login(EMAIL, code))
                .withMessageContaining("broke off");
        assertThat(fake.calls().count("user_access_info")).isOne();
    }

    static Stream<Arguments> aBrokenConnection_isAConnectionExceptionAndTheCodeIsNotSentAgain() {
        return Stream.of(
                Arguments.of("dropped", Fault.droppedConnection()),
                Arguments.of("reset", Fault.connectionReset()),
                Arguments.of("garbage", Fault.garbage()),
                Arguments.of("half an answer", Fault.halfAnswer()));
    }

    @Test
    void aSlowAnswer_isGivenUpInTime() {
        fake.behaviour().failNext("user_access_info", Fault.delay(Duration.ofSeconds(5)), 1);
        LabArchives hasty = client().timeout(Duration.ofMillis(300)).build();

        assertThatExceptionOfType(ConnectionException.class)
                .isThrownBy(() -> hasty.login(EMAIL, code))
                .withMessageContaining("did not answer in time");
    }

    @Test
    void anAnswerThatTrickles_isGivenUpInTime() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            LabArchives hasty = LabArchives.builder("id", Secret.of("sesame"))
                    .apiUrl(URI.create("http://127.0.0.1:" + silent.getLocalPort()))
                    .timeout(Duration.ofMillis(300))
                    .build();
            silent.setSoTimeout(10_000);
            CompletableFuture<Socket> server = CompletableFuture.supplyAsync(() -> headersWithoutABody(silent));

            assertThatExceptionOfType(ConnectionException.class)
                    .isThrownBy(() -> hasty.login(EMAIL, code))
                    .withMessageContaining("did not answer in time");
            server.join().close();
        }
    }

    @Test
    void anUnreachableService_isAConnectionException() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        LabArchives nowhere = LabArchives.builder("id", Secret.of("sesame"))
                .apiUrl(URI.create("http://127.0.0.1:" + port + "/api"))
                .build();

        assertThatExceptionOfType(ConnectionException.class)
                .isThrownBy(() -> nowhere.login(EMAIL, code))
                .withMessageContaining("cannot be reached");
    }

    @Test
    void anInterrupt_staysOne() {
        Thread.currentThread().interrupt();

        Throwable e = catchThrowable(() -> labArchives.login(EMAIL, code));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(e).isInstanceOf(ConnectionException.class);
    }

    @Test
    void aWrongClock_isCorrectedOnce() {
        LabArchives behind = client().clock(Clock.offset(Clock.systemUTC(), Duration.ofHours(-1)))
                .build();

        behind.login(EMAIL, code);
        behind.resume(uid);

        assertThat(fake.calls().count("epoch_time")).isOne();
        assertThat(fake.calls().count("user_access_info")).isEqualTo(2);
        assertThat(fake.calls().count("user_info_via_id")).isOne();
    }

    @Test
    void aClockThatStaysWrong_isAnAuthenticationException() {
        String tooOld = "<error><error-code>4504</error-code></error>";
        fake.behaviour().failNext("user_info_via_id", Fault.answer(401, "application/xml", tooOld), 9);

        AuthenticationException e = catchThrowableOfType(AuthenticationException.class, () -> labArchives.resume(uid));
        AuthenticationException again =
                catchThrowableOfType(AuthenticationException.class, () -> labArchives.resume(uid));

        assertThat(e.reason()).isEqualTo(AuthenticationException.Reason.CLOCK_SKEW);
        assertThat(again.reason()).isEqualTo(AuthenticationException.Reason.CLOCK_SKEW);
        assertThat(fake.calls().count("epoch_time")).isOne();
        assertThat(fake.calls().count("user_info_via_id")).isEqualTo(3);
    }

    @Test
    void aServerFailure_isRetriedAfterASecond() {
        fake.behaviour().failNext("user_info_via_id", Fault.serverFailure(), 1);

        assertThat(labArchives.resume(uid).uid()).isEqualTo(uid);
        assertThat(fake.calls().count("user_info_via_id")).isEqualTo(2);
        assertThat(fake.calls().lessThanOneSecondApart()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"500, <html/>, 2", "499, <html/>, 1", "404, <error><error-code>4999</error-code></error>, 2"})
    void aFailure_isRetriedOnlyIfItIsTheServices(int status, String body, int calls) {
        fake.behaviour().failNext("user_info_via_id", Fault.answer(status, "application/xml", body), 1);

        failure(() -> labArchives.resume(uid));

        assertThat(fake.calls().count("user_info_via_id")).isEqualTo(calls);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<utilities/>",
                "<utilities><epoch-time>now</epoch-time></utilities>",
                "<utilities><epoch-time>-1</epoch-time></utilities>",
                "<utilities><epoch-time>1234567890123456</epoch-time></utilities>",
            })
    void aTimeThatIsNone_isAServiceException(String body) {
        fake.behaviour().failNext("epoch_time", Fault.answer(200, "application/xml", body), 1);

        assertThatExceptionOfType(ServiceException.class)
                .isThrownBy(labArchives::serviceTime)
                .withMessageContaining("something else than the time");
    }

    @Test
    void aServerFailure_whenRetriesAreOff_isReported() {
        fake.behaviour().failNext("user_info_via_id", Fault.status(503), 1);

        assertThatExceptionOfType(ServiceException.class)
                .isThrownBy(() -> client().retries(false).build().resume(uid));
        assertThat(fake.calls().count("user_info_via_id")).isOne();
    }

    @Test
    void aServerFailureThatOutlastsTheDeadline_isReportedInTime() {
        fake.behaviour().failNext("user_info_via_id", Fault.serverFailure(), 9);
        LabArchives hasty = client().timeout(Duration.ofMillis(2900)).build();

        assertThat(failure(() -> hasty.resume(uid))).isNotNull();
        // Once where the machine is so busy that the first answer leaves no time for another.
        assertThat(fake.calls().count("user_info_via_id")).isBetween(1, 2);
    }

    @Test
    void aFailedPostOrExchange_isNeverRepeated() {
        fake.answer("entries", "add_entry", "<entries/>");
        fake.behaviour().failNext(Fault.serverFailure(), 2);

        failure(() -> labArchives.post("entries", "add_entry", java.util.Map.of()));
        failure(() -> labArchives.login(EMAIL, code));

        assertThat(fake.calls().count("add_entry")).isOne();
        assertThat(fake.calls().count("user_access_info")).isOne();
    }

    @Test
    void anAnswerOverItsLimit_failsWhileItIsRead() {
        fake.answer("tree_tools", "get_tree_level", "<t>" + "x".repeat(1000) + "</t>");

        try (ApiResponse answer =
                labArchives.send(ApiRequest.get("tree_tools", "get_tree_level").maxBytes(100))) {
            assertThat(catchThrowable(() -> answer.body().readAllBytes()))
                    .hasMessage("The answer is larger than allowed.");
        }
    }

    @Test
    void anAnswerAtItsLimit_isReadWhole() throws IOException {
        fake.answer("tree_tools", "get_tree_level", "<t>" + "x".repeat(1000) + "</t>");
        ApiRequest request = ApiRequest.get("tree_tools", "get_tree_level");
        int size;
        try (ApiResponse answer = labArchives.send(request)) {
            size = answer.body().readAllBytes().length;
        }

        try (ApiResponse answer = labArchives.send(request.maxBytes(size))) {
            assertThat(answer.body().readAllBytes()).hasSize(size);
        }
        try (ApiResponse answer = labArchives.send(request.maxBytes(size - 1))) {
            assertThat(catchThrowable(() -> answer.body().readAllBytes())).isInstanceOf(IOException.class);
        }
    }

    @Test
    void anAnswer_isReadAndSkippedAsAnyStream() throws IOException {
        fake.answer("tree_tools", "get_tree_level", "<t>0123456789é</t>");

        try (ApiResponse answer = labArchives.get("tree_tools", "get_tree_level", java.util.Map.of())) {
            InputStream body = answer.body();
            assertThat(body.skip(0)).isZero();
            assertThat(body.skip(-1)).isZero();
            int c = body.read();
            assertThat(c).isEqualTo('<');
            while (c != '9') {
                c = body.read();
            }
            assertThat(body.read()).isEqualTo(0xc3);
            assertThat(body.skip(1)).isOne();
            assertThat(body.readAllBytes()).asString(StandardCharsets.UTF_8).isEqualToIgnoringWhitespace("</t>");
            assertThat(body.read()).isEqualTo(-1);
            assertThat(body.skip(1)).isZero();
        }
    }

    @Test
    void noFailure_showsASecret() {
        Stream.of(
                        Fault.droppedConnection(),
                        Fault.garbage(),
                        Fault.halfAnswer(),
                        Fault.serverFailure(),
                        Fault.malformedXml(),
                        Fault.externalEntity(),
                        Fault.status(302))
                .forEach(fault -> {
                    fake.behaviour().failNext("user_access_info", fault, 1);
                    StringWriter text = new StringWriter();
                    failure(() -> labArchives.login(EMAIL, code)).printStackTrace(new PrintWriter(text));

                    assertThat(text.toString()).doesNotContain(code, EMAIL, fake.accessPassword(), "sig=", "password=");
                });
    }

    private LabArchivesBuilder client() {
        return LabArchives.builder(fake.accessKeyId(), Secret.of(fake.accessPassword()))
                .apiUrl(fake.apiUrl());
    }

    private static String[] envelopes(String errorCode) {
        return new String[] {
            "<error><error-code type=\"integer\">" + errorCode
                    + "</error-code><error-description>Sesame</error-description></error>",
            "<users><error><error-description>Sesame</error-description><error-code>" + errorCode
                    + "</error-code></error></users>",
            "<error><code>" + errorCode + "</code><msg>Sesame</msg></error>"
        };
    }

    private static Socket headersWithoutABody(ServerSocket server) {
        try {
            Socket socket = server.accept();
            socket.getOutputStream()
                    .write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n<users>"
                            .getBytes(StandardCharsets.US_ASCII));
            return socket;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static LabAuthException failure(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        return catchThrowableOfType(LabAuthException.class, call);
    }
}
