package io.labauth.sample;

import io.labauth.AuthenticationException;
import io.labauth.AuthorizationException;
import io.labauth.CallbackRejectedException;
import io.labauth.LabAuthException;
import io.labauth.LoginException;
import org.springframework.http.HttpStatus;

/** What a person is told when a sign-in fails: what happened and what to do next, nothing of the request. */
enum Problem {
    NOT_OURS(
            HttpStatus.BAD_REQUEST,
            "This sign-in link cannot be used",
            "It was already used, is older than ten minutes, or was begun in another browser. Nobody was signed in by it.",
            "If a sign-in is still open in another tab, finish it there. Otherwise start again."),
    REFUSED(
            HttpStatus.FORBIDDEN,
            "The sign-in was refused",
            "You, or LabArchives, said no to this sign-in. Nothing was shared with this application.",
            "If that was not what you meant, start again, perhaps with another account."),
    NOT_ACCEPTED(
            HttpStatus.FORBIDDEN,
            "LabArchives did not accept the sign-in",
            "The confirmation that came back with your browser was wrong, used before, or too old.",
            "Start again: a new confirmation is good for a short time only, so finish the sign-in without a break."),
    OTHER_PERSON(
            HttpStatus.FORBIDDEN,
            "This sign-in belongs to somebody else",
            "LabArchives named another person than the link that brought you here. Nobody was signed in.",
            "Start again from this page, not from a link that was sent to you."),
    NOT_ALLOWED(
            HttpStatus.FORBIDDEN,
            "LabArchives does not allow this",
            "Your account was recognised, but it may not be used with this application.",
            "Ask your LabArchives administrator, or start again with another account."),
    MISCONFIGURED(
            HttpStatus.INTERNAL_SERVER_ERROR,
            "This application cannot sign people in",
            "LabArchives does not accept the application itself: its access key or its clock is wrong. It is not your fault.",
            "Tell the people who run this application; their log says which it is."),
    UNAVAILABLE(
            HttpStatus.SERVICE_UNAVAILABLE,
            "LabArchives did not answer as it should",
            "It could not be reached, was too slow, or had a failure of its own. You are not signed in.",
            "Wait a moment, then start again.");

    private final HttpStatus status;
    private final String title;
    private final String explanation;
    private final String advice;

    Problem(HttpStatus status, String title, String explanation, String advice) {
        this.status = status;
        this.title = title;
        this.explanation = explanation;
        this.advice = advice;
    }

    static Problem of(LabAuthException failure) {
        if (failure instanceof CallbackRejectedException) {
            return NOT_OURS;
        }
        if (failure instanceof LoginException) {
            return REFUSED;
        }
        if (failure instanceof AuthorizationException) {
            return NOT_ALLOWED;
        }
        return failure instanceof AuthenticationException refused ? of(refused.reason()) : UNAVAILABLE;
    }

    HttpStatus status() {
        return status;
    }

    boolean concernsTheOperator() {
        return status.is5xxServerError();
    }

    public String getTitle() {
        return title;
    }

    public String getExplanation() {
        return explanation;
    }

    public String getAdvice() {
        return advice;
    }

    private static Problem of(AuthenticationException.Reason reason) {
        return switch (reason) {
            case ACCESS_KEY_UNKNOWN,
                    ACCESS_PASSWORD_WRONG,
                    CLOCK_SKEW,
                    KEY_UNKNOWN,
                    KEY_EXPIRED,
                    KEY_REVOKED,
                    KEY_MALFORMED -> MISCONFIGURED;
            case IDENTITY_MISMATCH -> OTHER_PERSON;
            case CODE_REFUSED,
                    USER_UNKNOWN,
                    INSTITUTION_SIGN_IN_REQUIRED,
                    SESSION_EXPIRED,
                    NOT_SIGNED_IN,
                    PASSWORD_REFUSED -> NOT_ACCEPTED;
        };
    }
}
