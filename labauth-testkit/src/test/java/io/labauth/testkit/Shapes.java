package io.labauth.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.labauth.ConnectionException;
import io.labauth.LabAuthException;
import io.labauth.ServiceException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.params.provider.Arguments;

/** The answers that a client of any JSON service must withstand. */
final class Shapes {
    static final String SESAME = "open-sesame";
    private static final String JSON = "application/json";

    private Shapes() {}

    /** Answers of status 200 that are not what was asked for, with what the message says about them. */
    static Stream<Arguments> unusable() {
        return Stream.of(
                Arguments.of("", "nothing where JSON was expected", JSON),
                Arguments.of("   ", "nothing where JSON was expected", JSON),
                Arguments.of("null", "null", JSON),
                Arguments.of("[]", "JSON of another shape", JSON),
                Arguments.of("\"" + SESAME + "\"", "JSON of another shape", JSON),
                Arguments.of("{}", "JSON of another shape", JSON),
                Arguments.of("{\"" + SESAME + "\": 1}", "JSON of another shape", JSON),
                Arguments.of("{\"id\": {\"id\": ", "cut off", JSON),
                Arguments.of(SESAME, "something else than the JSON", JSON),
                Arguments.of("<!DOCTYPE html><html><body>Sign in</body></html>", "a web page", "text/html"));
    }

    /** Statuses without a meaning of their own at any service. */
    static Stream<Arguments> statuses() {
        return Stream.of(204, 301, 302, 307, 400, 405, 418, 500, 502, 503)
                .flatMap(status -> Stream.of("", "<html>" + SESAME + "</html>", "{\"exception\":\"" + SESAME + "\"}")
                        .filter(body -> status != 204 || body.isEmpty())
                        .map(body -> Arguments.of(status, body)));
    }

    static Stream<Arguments> brokenConnections() {
        return Stream.of(
                Arguments.of("dropped", Fault.droppedConnection()),
                Arguments.of("reset", Fault.connectionReset()),
                Arguments.of("garbage", Fault.garbage()),
                Arguments.of("half an answer", Fault.halfAnswer()));
    }

    static void assertUnusable(ThrowingCallable call, String problem) {
        ServiceException e = catchThrowableOfType(ServiceException.class, call);

        assertThat(e.status()).isEqualTo(200);
        assertThat(e).hasMessageContaining(problem);
        assertHidden(e, SESAME);
    }

    static void assertStatus(ThrowingCallable call, int status) {
        ServiceException e = catchThrowableOfType(ServiceException.class, call);

        assertThat(e.status()).isEqualTo(status);
        assertHidden(e, SESAME);
    }

    static void assertBroken(ThrowingCallable call) {
        assertThat(catchThrowableOfType(ConnectionException.class, call)).hasMessageContaining("broke off");
    }

    static void assertTooManyRequests(Consumer<Fault> fault, ThrowingCallable call) {
        fault.accept(Fault.tooManyRequests(Duration.ofSeconds(7)));

        ServiceException e = catchThrowableOfType(ServiceException.class, call);

        assertThat(e).hasMessageContaining("wait");
        assertThat(e.status()).isEqualTo(429);
        assertThat(e.retryAfter()).contains(Duration.ofSeconds(7));
    }

    static void assertSlowAnswerIsGivenUp(Consumer<Fault> fault, ThrowingCallable callWithin300Milliseconds) {
        fault.accept(Fault.delay(Duration.ofSeconds(5)));

        assertThat(catchThrowableOfType(ConnectionException.class, callWithin300Milliseconds))
                .hasMessageContaining("did not answer in time");
    }

    static LabAuthException failure(ThrowingCallable call) {
        return catchThrowableOfType(LabAuthException.class, call);
    }

    /** Neither message nor trace nor causes show any of the texts. */
    static void assertHidden(Throwable e, String... secrets) {
        StringWriter text = new StringWriter();
        e.printStackTrace(new PrintWriter(text));
        assertThat(text.toString()).doesNotContain(secrets);
    }

    static HttpClient followingRedirects() {
        return HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
    }

    static HttpRequest.Builder request() {
        return HttpRequest.newBuilder();
    }
}
