package io.labauth.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.labauth.ServiceException;
import java.time.Duration;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What may come in place of the right answer, and what a client of any JSON service makes of it. */
enum AnswerShape {
    EMPTY(body(""), "ServiceException 200", "nothing where JSON was expected"),
    NULL(body("null"), "ServiceException 200", "null"),
    LIST(body("[]"), "ServiceException 200", "JSON of another shape"),
    TEXT(body("\"open-sesame\""), "ServiceException 200", "JSON of another shape"),
    ANOTHER_OBJECT(body("{\"open-sesame\":1}"), "ServiceException 200", "JSON of another shape"),
    UNFINISHED(body("{\"open-sesame\":{\"a\":"), "ServiceException 200", "cut off"),
    NO_JSON(body("open-sesame"), "ServiceException 200", "something else than the JSON"),
    WEB_PAGE(Fault.answer(200, "text/html", "<html>open-sesame</html>"), "ServiceException 200", "a web page"),
    TEN_MEGABYTES(body("{\"x\":\"" + "x".repeat(10 << 20) + "\"}"), "ServiceException 200", "larger"),
    REDIRECT(bare(302), "ServiceException 302", "redirect"),
    BAD_REQUEST(full(400), "ServiceException 400", ""),
    BARE_BAD_REQUEST(bare(400), "ServiceException 400", ""),
    UNAUTHORIZED(full(401), "AuthenticationException", ""),
    BARE_UNAUTHORIZED(bare(401), "AuthenticationException", ""),
    FORBIDDEN(full(403), "AuthorizationException", ""),
    BARE_FORBIDDEN(bare(403), "AuthorizationException", ""),
    NOT_FOUND(full(404), "ServiceException 404", ""),
    BARE_NOT_FOUND(bare(404), "ServiceException 404", ""),
    /** As something in between writes it that knows nothing of the service. */
    NOT_FOUND_PAGE(Fault.status(404), "ServiceException 404", ""),
    TOO_MANY(Fault.tooManyRequests(Duration.ofSeconds(7)), "ServiceException 429 after 7 s", "wait"),
    FAILED(full(500), "ServiceException 500", "try again later"),
    BARE_FAILED(bare(503), "ServiceException 503", "try again later"),
    CUT_OFF(Fault.halfAnswer(), "ConnectionException", "broke off"),
    SLOW(Fault.delay(Duration.ofSeconds(5)), "ConnectionException", "did not answer in time");

    /** For a client that is to meet {@link #SLOW}. */
    static final Duration HASTE = Duration.ofMillis(800);

    // It never changes, but does not say so.
    @SuppressWarnings("ImmutableEnumChecker")
    private final Fault fault;

    private final String outcome;
    private final String message;

    AnswerShape(Fault fault, String outcome, String message) {
        this.fault = fault;
        this.outcome = outcome;
        this.message = message;
    }

    /** Whether it is status 200 with a body that a call without an answer does not read. */
    boolean isUnreadBody() {
        return compareTo(TEN_MEGABYTES) < 0;
    }

    /** Lets a call meet it. */
    void assertHandled(Consumer<Fault> failing, ThrowingCallable call) {
        assertOutcome(failing, call, outcome, message);
    }

    /** Lets a call meet it that makes something else of it. */
    void assertHandled(Consumer<Fault> failing, ThrowingCallable call, String otherOutcome) {
        assertOutcome(failing, call, otherOutcome, "");
    }

    private void assertOutcome(Consumer<Fault> failing, ThrowingCallable call, String expected, String text) {
        failing.accept(fault);

        Throwable thrown = catchThrowable(call);

        assertThat(described(thrown)).as(name()).startsWith(expected).contains(text);
        if (thrown != null) {
            Shapes.assertHidden(thrown, Shapes.SESAME);
        }
    }

    private static String described(Throwable thrown) {
        if (thrown == null) {
            return "accepted";
        }
        String kind = thrown.getClass().getSimpleName();
        if (thrown instanceof ServiceException e) {
            kind += " " + e.status()
                    + e.retryAfter()
                            .map(time -> " after " + time.toSeconds() + " s")
                            .orElse("");
        }
        return kind + ": " + thrown.getMessage();
    }

    private static Fault body(String json) {
        return Fault.answer(200, "application/json", json);
    }

    private static Fault full(int status) {
        return Fault.answer(status, "application/json", "{\"detail\":\"open-sesame\",\"error\":\"open-sesame\"}");
    }

    private static Fault bare(int status) {
        return Fault.answer(status, "application/json", "");
    }
}
