package io.labauth;

import java.net.URI;

/**
 * A service that a person can sign in to with the browser: it begins a login, and completes it from the callback.
 *
 * <p>Where the callback arrives (a loopback listener, a web route, a pasted address) is a matter of the receiver, and every provider
 * works with every receiver. Implementations are safe for use by several threads.
 *
 * @param <U> what a completed login gives: the signed-in user
 */
public interface LoginProvider<U> {
    /**
     * Begins a login.
     *
     * <p>The provider ties the answer to this login: a provider with a {@code state} parameter keeps the callback URI as it is,
     * one without puts an unguessable segment behind its path. The receiver therefore listens at {@link PendingLogin#callbackUri()}, not
     * at the argument.
     *
     * @param callbackUri where the receiver takes callbacks: absolute, https, or http on a loopback address; no fragment. Composed by
     *     the application itself, never from a request.
     * @return where to send the browser, and what must come back
     * @throws IllegalArgumentException if the URI is not of that form
     */
    PendingLogin begin(URI callbackUri);

    /**
     * Checks a callback without exchanging it; {@link #complete} does the same first. Nothing of the callback is sent to anyone.
     *
     * <p>A receiver that lets a login be completed once asks this before it spends that one time, and one that takes one callback at a
     * time before it turns others away.
     *
     * @param pending the login that was begun
     * @param callback what came back
     * @throws CallbackRejectedException if the callback does not answer this login
     */
    void check(PendingLogin pending, Callback callback);

    /**
     * Completes a login: checks the callback, then exchanges it.
     *
     * <p>The receiver has checked before that the callback came to exactly the path of {@link PendingLogin#callbackUri()}, and
     * calls this at most once for a callback that was not rejected: an exchange is never repeated. Blocks for the exchange.
     *
     * @param pending the login that was begun
     * @param callback what came back
     * @return the signed-in user, as the service itself names it
     * @throws CallbackRejectedException if the callback does not answer this login: keep waiting
     * @throws LabAuthException of another kind if the login is over and failed
     */
    U complete(PendingLogin pending, Callback callback);

    /**
     * Which registration of the application, at which service, this provider signs people in with.
     *
     * <p>A login that was begun under another one cannot be completed; a receiver that restores logins after a change of the
     * configuration compares it.
     *
     * @return a text that differs between two services and between two registrations, without secrets; for instance the host and the access
     *     key id
     */
    default String registration() {
        return serviceName();
    }

    /**
     * The service's name, for texts that a person reads.
     *
     * @return for instance {@code LabArchives}
     */
    default String serviceName() {
        return "the service";
    }

    /**
     * The signed-in person's name, for texts that this person reads.
     *
     * @param user the signed-in user
     * @return for instance {@code Ada Lovelace}; empty if there is none to show
     */
    default String displayName(U user) {
        return "";
    }

    /**
     * The signed-in person's e-mail address, as the service itself gives it.
     *
     * @param user the signed-in user
     * @return the address; empty if the service gives none
     */
    default String email(U user) {
        return "";
    }

    /**
     * What tells the signed-in person from all others at this service, for ever: what an application keeps as the owner of something.
     *
     * @param user the signed-in user
     * @return the service's lasting identifier (OpenID Connect's {@code sub}); empty where the service has none that is not a secret, so
     *     that the e-mail address tells
     */
    default String subject(U user) {
        return "";
    }

    /**
     * How to sign in where no browser can come back, for texts that a person reads.
     *
     * @return goes on after "or", for instance {@code use a one-hour token}; empty if there is no such way
     */
    default String withoutBrowser() {
        return "";
    }
}
