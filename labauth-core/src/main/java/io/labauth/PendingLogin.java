package io.labauth;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A login that was begun and waits for its callback.
 *
 * <p>Everything but the authorization URI is needed to complete it, and may travel sealed to the machine where the callback arrives: {@link
 * #callbackUri()}, {@link #startedAt()} and {@link #secrets()} are what {@link #restore} takes.
 *
 * <p>Immutable. All of it but the time binds the answer to the question and is therefore kept from logs: {@code toString} shows none of it.
 */
public final class PendingLogin {
    /** The name of the secret that the service gives back as the callback's parameter of the same name (RFC 6749, 10.12). */
    public static final String STATE = "state";

    private final URI callbackUri;
    private final @Nullable URI authorizationUri;
    private final Instant startedAt;
    private final Map<String, Secret> secrets;
    private final @Nullable Duration validity;

    /**
     * A login of a service that gives nothing back but what it put into the callback URI's path.
     *
     * @param callbackUri where the callback must arrive, to the letter
     * @param authorizationUri where to send the browser; good for a few minutes
     * @param startedAt when the login was begun
     */
    public PendingLogin(URI callbackUri, URI authorizationUri, Instant startedAt) {
        this(callbackUri, authorizationUri, startedAt, Map.of());
    }

    /**
     * A login with secrets of its own.
     *
     * @param callbackUri where the callback must arrive, to the letter
     * @param authorizationUri where to send the browser; good for a few minutes
     * @param startedAt when the login was begun
     * @param secrets what the provider needs to complete it, by the protocol's names: {@link #STATE}, {@code nonce}, {@code
     *     code_verifier}
     */
    public PendingLogin(URI callbackUri, URI authorizationUri, Instant startedAt, Map<String, Secret> secrets) {
        this(secrets, callbackUri, authorizationUri, startedAt, null);
    }

    private PendingLogin(
            Map<String, Secret> secrets,
            URI callbackUri,
            @Nullable URI authorizationUri,
            Instant startedAt,
            @Nullable Duration validity) {
        this.validity = validity;
        this.callbackUri = callbackUri;
        this.authorizationUri = authorizationUri;
        this.startedAt = startedAt;
        this.secrets = Map.copyOf(secrets);
    }

    /**
     * A login again that was begun before, perhaps on another machine.
     *
     * @param callbackUri its {@link #callbackUri()}
     * @param startedAt its {@link #startedAt()}
     * @param secrets its {@link #secrets()}
     * @return a login that can be completed; it has no authorization URI any more
     */
    public static PendingLogin restore(URI callbackUri, Instant startedAt, Map<String, Secret> secrets) {
        return new PendingLogin(secrets, callbackUri, null, startedAt, null);
    }

    /**
     * The same login, of which the service has said how long the browser may take to get there.
     *
     * @param time how long the authorization URI is good, from {@link #startedAt()}
     * @return another login
     */
    public PendingLogin withValidity(Duration time) {
        return new PendingLogin(secrets, callbackUri, authorizationUri, startedAt, time);
    }

    /**
     * Where the callback must arrive.
     *
     * @return the URI, to the letter
     */
    public URI callbackUri() {
        return callbackUri;
    }

    /**
     * Where to send the browser.
     *
     * @return the address; good for a few minutes
     * @throws IllegalStateException if this login was restored: its browser was sent there before
     */
    public URI authorizationUri() {
        if (authorizationUri == null) {
            throw new IllegalStateException("A restored login has no authorization URI: begin another.");
        }
        return authorizationUri;
    }

    /**
     * How long the authorization URI is good: so long may the browser take to open it, not the person to sign in.
     *
     * @return the time from {@link #startedAt()} on; empty if the service does not say, or the login was restored
     */
    public Optional<Duration> validity() {
        return Optional.ofNullable(validity);
    }

    /**
     * When the login was begun.
     *
     * @return the time, by the clock of the machine that began it
     */
    public Instant startedAt() {
        return startedAt;
    }

    /**
     * One of the provider's secrets.
     *
     * @param name the protocol's name for it, for instance {@link #STATE}
     * @return the secret; empty if this login has none of that name
     */
    public Optional<Secret> secret(String name) {
        return Optional.ofNullable(secrets.get(name));
    }

    /**
     * The provider's secrets, to be kept where the callback's receiver alone can read them.
     *
     * @return names and values; unmodifiable
     */
    public Map<String, Secret> secrets() {
        return secrets;
    }

    @Override
    public String toString() {
        return "PendingLogin[startedAt=" + startedAt + "]";
    }
}
