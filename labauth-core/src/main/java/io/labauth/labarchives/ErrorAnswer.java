package io.labauth.labarchives;

import io.labauth.AuthenticationException;
import io.labauth.AuthenticationException.Reason;
import io.labauth.AuthorizationException;
import io.labauth.LabAuthException;
import io.labauth.ServiceException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An answer other than 200. LabArchives' own code decides what it means, since the HTTP status of one error varies. */
final class ErrorAnswer {
    private static final Pattern CODE = Pattern.compile("\\d{1,9}");

    private final String call;
    private final int status;
    private final @Nullable String code;
    private final @Nullable Duration retryAfter;

    ErrorAnswer(ApiRequest request, HttpResponse<InputStream> response, byte[] body) {
        this.call = " (" + request.name() + ", HTTP " + response.statusCode() + ")";
        this.status = response.statusCode();
        this.code = codeIn(body);
        this.retryAfter = response.headers()
                .firstValue("Retry-After")
                .filter(value -> CODE.matcher(value).matches())
                .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
                .orElse(null);
    }

    LabAuthException toException() {
        return switch (code == null ? "" : code) {
            case "4501", "4502", "4547" ->
                new AuthorizationException("LabArchives does not allow this user to do that" + call + ".", code);
            case "4504" ->
                refused(Reason.CLOCK_SKEW, "finds the time of the request too old: set this machine's clock");
            case "4506" -> refused(Reason.ACCESS_KEY_UNKNOWN, "does not know the access key id: check ACCESS_KEYID");
            case "4507" ->
                refused(Reason.USER_UNKNOWN, "does not know this user id for this access key: sign in again");
            case "4514" ->
                refused(
                        Reason.CODE_REFUSED,
                        "did not accept the e-mail with this code or token, which may be wrong, used or expired:"
                                + " sign in again, or get a new token in LabArchives under your name,"
                                + " External App authentication");
            case "4520" -> refused(Reason.ACCESS_PASSWORD_WRONG, "did not accept the signature: check ACCESS_PWD");
            case "4522" ->
                refused(
                        Reason.INSTITUTION_SIGN_IN_REQUIRED,
                        "wants the sign-in of this person's institution: sign in with the browser, or with a token"
                                + " from LabArchives, External App authentication");
            case "4533" -> refused(Reason.SESSION_EXPIRED, "has ended the session: sign in again");
            default -> new ServiceException(description(), status, code, retryAfter);
        };
    }

    private AuthenticationException refused(Reason reason, String what) {
        return new AuthenticationException(reason, "LabArchives " + what + call + ".", code);
    }

    private String description() {
        if (status >= 500 || "4999".equals(code)) {
            return "LabArchives failed: try again later" + call + ".";
        }
        if (status / 100 == 3) {
            return "LabArchives answered with a redirect, which is not followed: check API_URL" + call + ".";
        }
        return code == null
                ? "LabArchives answered with an error of no known form: check API_URL" + call + "."
                : "LabArchives did not understand the request" + call + ", error " + code + ".";
    }

    private static @Nullable String codeIn(byte[] body) {
        try {
            return Xml.read(new ByteArrayInputStream(body))
                    .flatMap(ErrorAnswer::codeIn)
                    .orElse(null);
        } catch (IOException e) {
            return null;
        }
    }

    /** {@code <error-code>} at any depth, or {@code <code>} in an {@code <error>}. */
    private static Optional<String> codeIn(Xml document) {
        return document.find("error-code")
                .flatMap(Xml::text)
                .or(() -> document.find("error").flatMap(error -> error.text("code")))
                .filter(text -> CODE.matcher(text).matches());
    }
}
