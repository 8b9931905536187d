package io.labauth.web;

import io.labauth.AuthenticationException;
import io.labauth.AuthorizationException;
import io.labauth.CallbackRejectedException;
import io.labauth.LabAuthException;
import io.labauth.LoginException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Why a login was not begun or not finished, with the words for the person in front of it. Nothing of the request is in them. */
public enum Refusal {
    /** The callback's path or query is not one that the service writes. */
    MALFORMED(
            400,
            Texts.LINK,
            "It is incomplete, or was changed on its way. Nobody was signed in by it.",
            Texts.OTHER_TAB),
    /** The browser sent no cookie of a login: it does not keep them, or the login was begun in another browser. */
    NO_COOKIE(
            400,
            Texts.LINK,
            "This browser did not send the cookie of a sign-in: the sign-in was begun in another browser or under another address, it is older than ten"
                    + " minutes, or cookies are blocked here. Nobody was signed in by it.",
            "Allow cookies for this site, then start again from here."),
    /** The browser has logins under way, but this callback belongs to none of them. */
    NOT_BEGUN_HERE(
            400,
            Texts.LINK,
            "It belongs to a sign-in that was begun in another browser, or that made room for newer ones. Nobody was signed in by"
                    + " it.",
            Texts.OTHER_TAB),
    /** The cookie does not open: it was changed, renamed, doubled, or sealed by another application. */
    COOKIE_INVALID(
            400,
            Texts.LINK,
            "What this browser kept of the sign-in cannot be read. Nobody was signed in by it.",
            Texts.AGAIN),
    /** The cookie was sealed with a key that this node does not have (any more): perhaps it was taken away too early. */
    KEY_RETIRED(
            400,
            Texts.LINK,
            "What this browser kept of the sign-in cannot be read. Nobody was signed in by it.",
            Texts.AGAIN),
    /** The login was begun more than ten minutes ago. */
    EXPIRED(
            400,
            "This sign-in took too long",
            "It was begun more than ten minutes ago. Nobody was signed in by it.",
            Texts.AGAIN),
    /** The login was begun for another provider, or under another registration. */
    CONFIGURATION_CHANGED(
            400,
            Texts.LINK,
            "The application was changed since the sign-in was begun. Nobody was signed in by it.",
            Texts.AGAIN),
    /** The callback was used before. */
    ALREADY_USED(
            400, Texts.LINK, "It was used before, and works only once. Nobody was signed in by it now.", Texts.AGAIN),
    /** The person signed in several times within a minute and was not recognised afterwards: the session's cookie gets lost. */
    SESSION_LOST(
            400,
            "This browser does not stay signed in",
            "You have signed in three times within a minute, and each time the browser lost the session. It may block cookies, or use another"
                    + " address (http or https) than this application's own.",
            "Allow cookies for this site and open it by its own address, then start again."),
    /** As many logins are being begun and finished as this node allows at once. */
    BUSY(
            503,
            "Too many people are signing in",
            "The sign-in was not lost.",
            "Wait a few seconds, then reload this page."),
    /** It cannot be told whether the callback was used before: the store of {@link ConsumedFlows} does not answer, or is full. */
    STORE_UNAVAILABLE(
            503,
            "Signing in does not work right now",
            "The sign-in was not lost.",
            "Wait a few seconds, then reload this page."),
    /** The person was recognised, but the application does not keep sessions at the moment. */
    SESSION_NOT_KEPT(
            503,
            "Signing in does not work right now",
            "{service} has recognised you, but this application cannot keep you signed in at the moment.",
            "Wait a few seconds, then start again."),
    /** The person, or the service on its own account, said no. */
    DENIED(
            403,
            "The sign-in was refused",
            "You, or {service}, said no to this sign-in. Nothing was shared with this application.",
            "If that was not what you meant, start again, perhaps with another account."),
    /** The service did not accept the code. */
    NOT_ACCEPTED(
            403,
            "{service} did not accept the sign-in",
            "The confirmation that came back with your browser was wrong, used before, or too old.",
            "Start again: a new confirmation is good for a short time only, so finish the sign-in without a break."),
    /** The service names another person than the callback did. */
    OTHER_PERSON(
            403,
            "This sign-in belongs to somebody else",
            "{service} named another person than the link that brought you here. Nobody was signed in.",
            "Start again from this page, not from a link that was sent to you."),
    /** The person was recognised and may not use this application. */
    NOT_ALLOWED(
            403,
            "{service} does not allow this",
            "Your account was recognised, but it may not be used with this application.",
            "Ask your {service} administrator, or start again with another account."),
    /** The service does not accept the application itself. */
    MISCONFIGURED(
            500,
            "This application cannot sign people in",
            "{service} does not accept the application itself: its access key, its registration or its clock is wrong. It is not your fault.",
            "Tell the people who run this application; their log says which it is."),
    /** The service failed, answered something else, or could not be reached in time. */
    SERVICE_UNAVAILABLE(
            503,
            "{service} did not answer as it should",
            "It could not be reached, was too slow, or had a failure of its own. You are not signed in.",
            "Wait a moment, then start again.");

    /** What OAuth servers say of the application's registration, not of the person (RFC 6749, 4.1.2.1 and 5.2; RFC 6750, 3.1). */
    private static final Set<String> OF_THE_REGISTRATION =
            Set.of("unauthorized_client", "invalid_scope", "insufficient_scope");

    private static final Duration SOON = Duration.ofSeconds(5);

    private final int status;
    private final String title;
    private final String explanation;
    private final String advice;

    Refusal(int status, String title, String explanation, String advice) {
        this.status = status;
        this.title = title;
        this.explanation = explanation;
        this.advice = advice;
    }

    /**
     * What a failure of the service means for the person in front of the browser.
     *
     * @param failure what {@code begin} or {@code complete} threw
     * @return the reason to show
     */
    public static Refusal of(LabAuthException failure) {
        if (failure instanceof CallbackRejectedException) {
            return MALFORMED;
        }
        if (failure instanceof LoginException) {
            return DENIED;
        }
        if (failure instanceof AuthorizationException) {
            return failure.errorCode().filter(OF_THE_REGISTRATION::contains).isPresent() ? MISCONFIGURED : NOT_ALLOWED;
        }
        return failure instanceof AuthenticationException refused ? of(refused.reason()) : SERVICE_UNAVAILABLE;
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
     * When to try again.
     *
     * @return for the answer's {@code Retry-After}; empty where waiting does not help
     */
    public Optional<Duration> retryAfter() {
        return status == 503 ? Optional.of(SOON) : Optional.empty();
    }

    /**
     * Whether the people who run the application should know of it.
     *
     * @return true where the fault is not the browser's
     */
    public boolean concernsTheOperator() {
        return status >= 500 || this == KEY_RETIRED;
    }

    /**
     * A short name for logs and metrics.
     *
     * @return for instance {@code already-used}
     */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * What happened, as a heading.
     *
     * @param service the service's name
     * @return plain text
     */
    public String title(String service) {
        return title.replace("{service}", service);
    }

    /**
     * What happened, in a sentence or two.
     *
     * @param service the service's name
     * @return plain text
     */
    public String explanation(String service) {
        return explanation.replace("{service}", service);
    }

    /**
     * What to do next.
     *
     * @param service the service's name
     * @return plain text
     */
    public String advice(String service) {
        return advice.replace("{service}", service);
    }

    private static Refusal of(AuthenticationException.Reason reason) {
        return switch (reason) {
            case ACCESS_KEY_UNKNOWN, ACCESS_PASSWORD_WRONG, CLIENT_REFUSED, CLOCK_SKEW -> MISCONFIGURED;
            case IDENTITY_MISMATCH -> OTHER_PERSON;
            default -> NOT_ACCEPTED;
        };
    }

    /** Said of several reasons; an enum's own constants come after its values. */
    private static final class Texts {
        static final String LINK = "This sign-in link cannot be used";
        static final String OTHER_TAB =
                "If a sign-in is still open in another tab, finish it there. Otherwise start again.";
        static final String AGAIN = "Start again; it takes a moment only.";
    }
}
