package io.labauth.ash;

import io.labauth.AuthenticationException;
import io.labauth.AuthenticationException.Reason;
import io.labauth.AuthorizationException;
import io.labauth.Credential;
import io.labauth.LabAuthException;
import io.labauth.ServiceException;
import io.labauth.http.HttpCalls;
import io.labauth.http.HttpCalls.Answer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** The three texts with which Ash refuses a call, as its server writes and its guard repeats them; and what other answers mean. */
enum AshRefusal {
    MISSING_HEADER(
            "Missing Authorization header",
            Reason.NOT_SIGNED_IN,
            "got no key, although one was sent: check that nothing in between takes out the header Authorization"),
    INVALID_FORMAT(
            "Invalid Authorization header format",
            Reason.KEY_MALFORMED,
            "got something else than one key: check that nothing in between changes the header Authorization"),
    INVALID_KEY(
            "Invalid API key",
            Reason.KEY_UNKNOWN,
            "does not know the key, which may be wrong or revoked: create another one, and put it where this one was found");

    private static final Pattern SECONDS = Pattern.compile("\\d{1,9}");

    private final String error;
    private final Reason reason;
    private final String explanation;

    AshRefusal(String error, Reason reason, String explanation) {
        this.error = error;
        this.reason = reason;
        this.explanation = explanation;
    }

    /** The body of the answer, byte for byte. */
    String body() {
        return "{\"error\":\"" + error + "\",\"statusCode\":401}";
    }

    /** What an answer means that is not the right one. */
    static LabAuthException of(Answer answer, HttpCalls calls, Credential credential, String call) {
        return switch (answer.status()) {
            case 401 -> refused(new String(answer.body(), StandardCharsets.UTF_8), credential, call);
            case 403 -> new AuthorizationException("Ash knows the key, but does not allow this (" + call + ").", null);
            case 429 -> limited(calls.unexpected(answer, call), answer);
            default -> calls.unexpected(answer, call);
        };
    }

    private static AuthenticationException refused(String body, Credential credential, String call) {
        AshRefusal refusal = INVALID_KEY;
        for (AshRefusal each : values()) {
            refusal = body.contains("\"" + each.error + "\"") ? each : refusal;
        }
        return new AuthenticationException(
                refusal.reason,
                "Ash " + refusal.explanation + " (key from: " + credential.origin() + "; " + call + ").",
                null);
    }

    private static ServiceException limited(ServiceException e, Answer answer) {
        Optional<Duration> reset = answer.headers()
                .firstValue("x-ratelimit-reset")
                .filter(value -> SECONDS.matcher(value).matches())
                .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)));
        return new ServiceException(
                String.valueOf(e.getMessage()),
                e.status(),
                null,
                e.retryAfter().or(() -> reset).orElse(null));
    }
}
