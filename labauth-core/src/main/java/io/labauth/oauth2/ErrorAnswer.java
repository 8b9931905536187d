package io.labauth.oauth2;

import io.labauth.AuthenticationException;
import io.labauth.AuthenticationException.Reason;
import io.labauth.AuthorizationException;
import io.labauth.LabAuthException;
import io.labauth.LoginException;
import io.labauth.ServiceException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An {@code error} of a server as one of our types: the codes of RFC 6749 (4.1.2.1, 5.2), RFC 6750, RFC 7009, RFC 8628 (3.5), RFC 8707,
 * OpenID Connect Core (3.1.2.6), and what GitHub says in their place at its token endpoint.
 *
 * @param service the service's name
 * @param status the HTTP status; for an error that came by the browser, the one that it stands for
 * @param code the server's {@code error}
 * @param description the server's {@code error_description}, or null
 * @param retryAfter how long the server asks to wait, or null
 * @param credentialRefused what a refused code or token means
 */
record ErrorAnswer(
        String service,
        int status,
        String code,
        @Nullable String description,
        @Nullable Duration retryAfter,
        Reason credentialRefused) {
    private static final int MAX_CODE = 64;
    private static final int MAX_DESCRIPTION = 200;

    ErrorAnswer {
        code = cleaned(code, MAX_CODE);
        description = description == null ? null : cleaned(description, MAX_DESCRIPTION);
    }

    LabAuthException exception() {
        return typed().withErrorDescription(description);
    }

    private LabAuthException typed() {
        if (status == 429 || status >= 500) {
            return failed();
        }
        return switch (code) {
            case "access_denied",
                    "consent_required",
                    "interaction_required",
                    "login_required",
                    "account_selection_required" ->
                new LoginException(
                        LoginException.Reason.DENIED,
                        "The sign-in was refused at " + service + ". Start again to choose another account.",
                        code);
            case "expired_token" ->
                new LoginException(
                        LoginException.Reason.TIMED_OUT,
                        "Nobody confirmed the code at " + service + " in time. Start again.",
                        code);
            case "invalid_grant", "invalid_token", "bad_verification_code", "bad_refresh_token" -> refused();
            case "invalid_client", "incorrect_client_credentials" ->
                new AuthenticationException(
                        Reason.CLIENT_REFUSED,
                        service
                                + " does not accept this application: check its client id, its secret or key, and how it"
                                + " is to send them.",
                        code);
            case "unauthorized_client", "invalid_scope", "insufficient_scope" ->
                new AuthorizationException(
                        service + " does not allow this application what it asks for: check its registration there, and"
                                + " the scopes.",
                        code);
            default -> failed();
        };
    }

    private AuthenticationException refused() {
        String message = credentialRefused == Reason.CODE_REFUSED
                ? service + " does not accept the code (wrong, used or expired): sign in again."
                : "The session at " + service + " has ended: sign in again.";
        return new AuthenticationException(credentialRefused, message, code);
    }

    private ServiceException failed() {
        boolean passes = status == 429 || status >= 500;
        return new ServiceException(
                service + (passes ? " cannot answer now: try again later." : " did not understand the request."),
                status,
                code,
                retryAfter);
    }

    /** What came from outside, fit for a log line: printable ASCII, as RFC 6749 (5.2) allows, and not long. */
    private static String cleaned(String text, int limit) {
        String printable = text.replaceAll("[^\\x20-\\x7e]", "?");
        return printable.length() > limit ? printable.substring(0, limit) + "..." : printable;
    }
}
