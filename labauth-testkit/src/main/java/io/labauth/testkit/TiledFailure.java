package io.labauth.testkit;

import java.util.List;
import java.util.Map;

/** An answer of {@link FakeTiled} other than success, in the shape of its web framework. */
final class TiledFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The HTTP status. */
    private final int status;
    /** The JSON body. */
    private final String body;
    /** The header WWW-Authenticate; empty for none. */
    private final String challenge;

    private TiledFailure(int status, String body, String challenge) {
        super(body);
        this.status = status;
        this.body = body;
        this.challenge = challenge;
    }

    static TiledFailure of(int status, Object detail) {
        return new TiledFailure(status, JsonText.write(Map.of("detail", detail)), "");
    }

    static TiledFailure unauthorized(String detail, List<String> scopes) {
        String challenge = scopes.isEmpty() ? "Bearer" : "Bearer scope=\"" + String.join(" ", scopes) + "\"";
        return new TiledFailure(401, JsonText.write(Map.of("detail", detail)), challenge);
    }

    static TiledFailure missing(String member) {
        return of(422, List.of(Map.of("type", "missing", "loc", List.of("body", member), "msg", "Field required")));
    }

    /** What the framework answers when the program behind it breaks. */
    static Answer crash() {
        return Answer.of(500, Map.of("Content-Type", "text/plain; charset=utf-8"), "Internal Server Error");
    }

    Answer toAnswer() {
        Map<String, String> headers = challenge.isEmpty()
                ? Map.of("Content-Type", "application/json")
                : Map.of("Content-Type", "application/json", "WWW-Authenticate", challenge);
        return Answer.of(status, headers, body);
    }
}
