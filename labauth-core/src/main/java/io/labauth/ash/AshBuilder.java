package io.labauth.ash;

import io.labauth.Credential;
import io.labauth.KeyOrigin;
import io.labauth.Secret;
import io.labauth.http.HttpCalls;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Settings of an {@link Ash} client; each has a default. For one thread. */
public final class AshBuilder {
    private static final int MAX_BYTES = 8 << 20;

    private final URI server;
    private Credential credential;
    private Duration timeout = Duration.ofSeconds(30);
    private @Nullable HttpClient httpClient;

    AshBuilder(URI serverUrl, Secret key) {
        this.server = serverUrl;
        this.credential = Credential.bearer(key, serverUrl);
    }

    /**
     * Sends requests with a client of one's own, for instance one with a proxy.
     *
     * @param client any client that does not follow redirects, which is the JDK's default: they would carry the key away
     * @return this builder
     * @throws IllegalArgumentException if the client follows redirects, or has an authenticator and this is Java before 24, where it would
     *     send no credentials (JDK-8326949); a proxy that asks for a password needs Java 24
     */
    public AshBuilder httpClient(HttpClient client) {
        this.httpClient = HttpCalls.carryingCredentials(client);
        return this;
    }

    /**
     * Limits the time of a request, to the last byte of its answer.
     *
     * @param limit more than zero; 30 seconds by default
     * @return this builder
     */
    public AshBuilder timeout(Duration limit) {
        this.timeout = limit;
        return this;
    }

    /**
     * Sends the key even over plain http off this machine, where everybody on the way can read it. For closed networks.
     *
     * @return this builder
     */
    public AshBuilder evenOverPlainHttp() {
        this.credential = credential.evenOverPlainHttp();
        return this;
    }

    /**
     * Builds the client; nothing is sent.
     *
     * @return the client
     * @throws IllegalArgumentException if the server's address has a user, query or fragment or is plain http off this machine, or the
     *     timeout is not more than zero
     */
    public Ash build() {
        if (server.getRawUserInfo() != null || server.getRawQuery() != null || server.getRawFragment() != null) {
            throw new IllegalArgumentException("An Ash server's address has no user, query or fragment: it looks like "
                    + Ash.DEFAULT_SERVER + ".");
        }
        credential.applyTo(HttpRequest.newBuilder(), server);
        HttpClient client = httpClient == null ? HttpCalls.defaultClient() : httpClient;
        return new Ash(
                URI.create(server.toString().replaceFirst("/$", "")),
                new HttpCalls(client, "Ash", AshEnvironment.SERVER_URL, timeout, MAX_BYTES),
                credential);
    }

    AshBuilder from(KeyOrigin origin) {
        this.credential = credential.from(origin);
        return this;
    }
}
