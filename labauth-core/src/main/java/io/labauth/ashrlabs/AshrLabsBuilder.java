package io.labauth.ashrlabs;

import io.labauth.Credential;
import io.labauth.KeyOrigin;
import io.labauth.Secret;
import io.labauth.http.HttpCalls;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Settings of an {@link AshrLabs} client; each has a default. For one thread.
 *
 * <p><b>Unverified:</b> how calls look on the wire is not documented, so that {@link #keysPath}, {@link #listName} and {@link #sentBy} have
 * defaults that are guesses.
 */
public final class AshrLabsBuilder {
    private static final int MAX_BYTES = 8 << 20;

    final Secret key;
    URI baseUrl = AshrLabs.DEFAULT_BASE_URL;
    String keysPath = "/api-keys";
    String listName = "api_keys";
    Clock clock = Clock.systemUTC();
    private BiFunction<Secret, URI, Credential> sentBy = Credential::bearer;
    private KeyOrigin origin = KeyOrigin.argument();
    private Duration timeout = Duration.ofSeconds(30);
    private @Nullable HttpClient httpClient;

    AshrLabsBuilder(Secret key) {
        this.key = AshrLabsKeyFormat.check(key);
    }

    /**
     * Chooses the API's address.
     *
     * @param url https, or http on a loopback address; {@code https://api.ashr.io/testing-platform-api} by default
     * @return this builder
     */
    public AshrLabsBuilder baseUrl(URI url) {
        this.baseUrl = url;
        return this;
    }

    /**
     * Chooses the path of the list of keys; a key's own path is that, a slash, and its id. Keys are listed by GET, the inactive ones too
     * with {@code include_inactive=true}, and revoked by DELETE.
     *
     * @param path begins with a slash, below the API's address; {@code /api-keys} by default, unverified
     * @return this builder
     * @throws IllegalArgumentException if it begins otherwise
     */
    public AshrLabsBuilder keysPath(String path) {
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("The path of the list of keys begins with a slash, as /api-keys does.");
        }
        this.keysPath = path;
        return this;
    }

    /**
     * Chooses under which name the list of keys stands in its answer.
     *
     * @param name {@code api_keys} by default, unverified; empty if the answer is the list itself
     * @return this builder
     */
    public AshrLabsBuilder listName(String name) {
        this.listName = name;
        return this;
    }

    /**
     * Chooses how the key is sent in the header {@code Authorization}.
     *
     * @param form {@code Credential::bearer} by default, unverified; {@code (key, url) -> Credential.header("Authorization", key, url)}
     *     sends the key alone
     * @return this builder
     */
    public AshrLabsBuilder sentBy(BiFunction<Secret, URI, Credential> form) {
        this.sentBy = form;
        return this;
    }

    /**
     * Sends requests with a client of one's own, for instance one with a proxy.
     *
     * @param client any client that does not follow redirects, which is the JDK's default: they would carry the key away
     * @return this builder
     * @throws IllegalArgumentException if the client follows redirects, or has an authenticator and this is Java before 24, where it would
     *     send no credentials (JDK-8326949); a proxy that asks for a password needs Java 24
     */
    public AshrLabsBuilder httpClient(HttpClient client) {
        this.httpClient = HttpCalls.carryingCredentials(client);
        return this;
    }

    /**
     * Limits the time of a request, to the last byte of its answer.
     *
     * @param limit more than zero; 30 seconds by default
     * @return this builder
     */
    public AshrLabsBuilder timeout(Duration limit) {
        this.timeout = limit;
        return this;
    }

    /**
     * Chooses the clock that the age of keys is taken by.
     *
     * @param value the clock; the system's by default
     * @return this builder
     */
    public AshrLabsBuilder clock(Clock value) {
        this.clock = value;
        return this;
    }

    /**
     * Builds the client; nothing is sent.
     *
     * @return the client
     * @throws IllegalArgumentException if the API's address has a user, query or fragment or is plain http off this machine, or the
     *     timeout is not more than zero
     */
    public AshrLabs build() {
        if (baseUrl.getRawUserInfo() != null || baseUrl.getRawQuery() != null || baseUrl.getRawFragment() != null) {
            throw new IllegalArgumentException("The API's address has no user, query or fragment: it looks like "
                    + AshrLabs.DEFAULT_BASE_URL + ".");
        }
        Credential credential = sentBy.apply(key, baseUrl).from(origin);
        credential.applyTo(HttpRequest.newBuilder(), baseUrl);
        HttpClient client = httpClient == null ? HttpCalls.defaultClient() : httpClient;
        return new AshrLabs(
                this, new HttpCalls(client, "Ashr Labs", AshrLabs.BASE_URL, timeout, MAX_BYTES), credential);
    }

    AshrLabsBuilder from(KeyOrigin place) {
        this.origin = place;
        return this;
    }
}
