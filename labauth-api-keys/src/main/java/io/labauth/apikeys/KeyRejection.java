package io.labauth.apikeys;

import java.time.Duration;
import java.util.Optional;

/** Why a presented key does not count, with what RFC 6750, section 3.1 answers. Nothing of the key is in it. */
public enum KeyRejection implements Verification {
    /** Not a key to the letter, unknown, or with a wrong secret: nobody is told which. */
    INVALID(401, "invalid_token", "The key is not valid."),
    /** Its time is over. */
    EXPIRED(401, "invalid_token", "The key has expired."),
    /** It was revoked. */
    REVOKED(401, "invalid_token", "The key was revoked."),
    /** The browser session that it belonged to has ended. */
    SESSION_ENDED(401, "invalid_token", "The key has ended with its session."),
    /** The application does not know its owner any more. */
    OWNER_GONE(401, "invalid_token", "The key is not in use any more."),
    /** The request shows two credentials. */
    TWO_CREDENTIALS(400, "invalid_request", "Send one key, in one place."),
    /** The key stands in the address, where logs and histories keep it. */
    IN_ADDRESS(
            400,
            "invalid_request",
            "Send the key in the Authorization header, and revoke this one: addresses are logged."),
    /** Too many wrong keys came from this address; keys that are in use go on working. */
    TOO_MANY_FAILURES(429, "", "Too many wrong keys came from your address. Wait a minute."),
    /** It cannot be told, since the database, the store of sessions or what knows the owners' rights does not answer. */
    UNAVAILABLE(503, "", "Keys cannot be checked right now. Try again.");

    private final int status;
    private final String error;
    private final String description;

    KeyRejection(int status, String error, String description) {
        this.status = status;
        this.error = error;
        this.description = description;
    }

    /**
     * The status of the answer.
     *
     * @return an HTTP status from 400 on
     */
    public int status() {
        return status;
    }

    /**
     * What to tell the holder.
     *
     * @return a sentence or two in ASCII, without quotes
     */
    public String description() {
        return description;
    }

    /**
     * When to try again.
     *
     * @return for the answer's {@code Retry-After}; empty where waiting does not help
     */
    public Optional<Duration> retryAfter() {
        return switch (this) {
            case TOO_MANY_FAILURES -> Optional.of(FailureLimit.WINDOW);
            case UNAVAILABLE -> Optional.of(Duration.ofSeconds(5));
            default -> Optional.empty();
        };
    }

    /**
     * The answer's {@code WWW-Authenticate}.
     *
     * @param realm the application's name, in ASCII without quotes and backslashes
     * @return the header's value; empty where another key would not help
     */
    public Optional<String> challenge(String realm) {
        return error.isEmpty() ? Optional.empty() : Optional.of(challenge(realm, error, description));
    }

    static String challenge(String realm, String error, String description) {
        return "Bearer realm=\"" + realm + "\", error=\"" + error + "\", error_description=\"" + description + "\"";
    }
}
