package io.labauth.testkit;

import java.time.Duration;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Something that goes wrong with an answer, to be ordered by {@link FakeBehaviour#failNext(String, Fault, int)}.
 *
 * <p>A fault strikes the answer, not the request: the call is logged, checked and carried out first. A code whose exchange
 * fails this way has been used, as it may have been when a real connection breaks.
 */
public final class Fault {
    private static final int OVERSIZE = 10 * 1024 * 1024;

    private final UnaryOperator<Answer> effect;

    private Fault(UnaryOperator<Answer> effect) {
        this.effect = effect;
    }

    /**
     * The connection is closed before anything is answered.
     *
     * @return the fault
     */
    public static Fault droppedConnection() {
        return new Fault(answer -> answer.with(Answer.Delivery.DROPPED));
    }

    /**
     * The connection is reset before anything is answered.
     *
     * @return the fault
     */
    public static Fault connectionReset() {
        return new Fault(answer -> answer.with(Answer.Delivery.RESET));
    }

    /**
     * Bytes that are not HTTP, then the end of the connection.
     *
     * @return the fault
     */
    public static Fault garbage() {
        return new Fault(answer -> answer.with(Answer.Delivery.GARBAGE));
    }

    /**
     * The announced length is right, but the connection ends after half of the body.
     *
     * @return the fault
     */
    public static Fault halfAnswer() {
        return new Fault(answer -> answer.with(Answer.Delivery.HALF));
    }

    /**
     * The right answer, late.
     *
     * @param delay for how long the answer is held back
     * @return the fault
     */
    public static Fault delay(Duration delay) {
        return new Fault(answer -> answer.delayedBy(delay));
    }

    /**
     * A status with an HTML page, as a proxy in front of the service would answer.
     *
     * @param status the HTTP status, such as 500 or 503
     * @return the fault
     */
    public static Fault status(int status) {
        return answer(status, "text/html; charset=utf-8", "<html><body><h1>" + status + "</h1></body></html>");
    }

    /**
     * The service wants to be left in peace: 429 with {@code Retry-After}.
     *
     * @param retryAfter how long the client is to wait, in whole seconds
     * @return the fault
     */
    public static Fault tooManyRequests(Duration retryAfter) {
        Map<String, String> headers =
                Map.of("Content-Type", "text/plain", "Retry-After", Long.toString(retryAfter.toSeconds()));
        return new Fault(answer -> Answer.of(429, headers, "Too Many Requests").delayedBy(answer.delay()));
    }

    /**
     * The service's own error 4999, with status 500.
     *
     * @return the fault
     */
    public static Fault serverFailure() {
        return answer(
                500,
                "application/xml; charset=utf-8",
                "<error><error-code type=\"integer\">4999</error-code>"
                        + "<error-description>Server failure.</error-description></error>");
    }

    /**
     * Well-formed XML of ten megabytes.
     *
     * @return the fault
     */
    public static Fault oversizeAnswer() {
        return xml("<users><id>" + "x".repeat(OVERSIZE) + "</id></users>");
    }

    /**
     * XML whose elements are not closed.
     *
     * @return the fault
     */
    public static Fault malformedXml() {
        return xml("<users><id>abc</users>");
    }

    /**
     * XML that pulls a file of the client's machine into the uid, where the client lets it.
     *
     * @return the fault
     */
    public static Fault externalEntity() {
        return xml("<!DOCTYPE users [<!ENTITY stolen SYSTEM \"file:///etc/hostname\">]>"
                + "<users><id>&stolen;</id><fullname>X</fullname></users>");
    }

    /**
     * XML of a few hundred bytes that grows to gigabytes where entities are expanded.
     *
     * @return the fault
     */
    public static Fault entityBomb() {
        StringBuilder entities = new StringBuilder("<!ENTITY e0 \"boom\">");
        for (int level = 1; level <= 9; level++) {
            String lower = "&e" + (level - 1) + ";";
            entities.append("<!ENTITY e" + level + " \"" + lower.repeat(10) + "\">");
        }
        return xml("<!DOCTYPE users [" + entities + "]><users><id>&e9;</id></users>");
    }

    /**
     * Any other answer in place of the right one.
     *
     * @param status the HTTP status
     * @param contentType the content type
     * @param body the body, which may be empty
     * @return the fault
     */
    public static Fault answer(int status, String contentType, String body) {
        return new Fault(answer ->
                Answer.of(status, Map.of("Content-Type", contentType), body).delayedBy(answer.delay()));
    }

    Answer strike(Answer answer) {
        return effect.apply(answer);
    }

    private static Fault xml(String body) {
        return answer(200, "application/xml; charset=utf-8", body);
    }
}
