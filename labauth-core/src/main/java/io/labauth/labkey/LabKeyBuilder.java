package io.labauth.labkey;

import io.labauth.Credential;
import io.labauth.KeyOrigin;
import io.labauth.Secret;
import io.labauth.http.HttpCalls;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Settings of a {@link LabKey} client; each has a default. For one thread. */
public final class LabKeyBuilder {
    private static final int MAX_BYTES = 8 << 20;

    private final LabKeyUrls urls;
    private Credential credential;
    private Duration timeout = Duration.ofSeconds(30);
    private @Nullable HttpClient httpClient;

    LabKeyBuilder(URI serverUrl, Secret key) {
        this.urls = LabKeyUrls.of(serverUrl);
        this.credential = Credential.basic(ApiKeyFormat.check(key), serverUrl);
    }

    /**
     * Sends requests with a client of one's own, for instance one with a proxy.
     *
     * @param client any client that neither follows redirects nor keeps cookies, which is the JDK's default
     * @return this builder
     * @throws IllegalArgumentException if it does: a redirect would carry the key away, a session's cookie would outrank it; or if it has an
     *     authenticator and this is Java before 24, where it would send no key (JDK-8326949); a proxy that asks for a password needs Java 24
     */
    public LabKeyBuilder httpClient(HttpClient client) {
        this.httpClient = HttpCalls.withoutCookies(HttpCalls.carryingCredentials(client));
        return this;
    }

    /**
     * Limits the time of a request, to the last byte of its answer.
     *
     * @param limit more than zero; 30 seconds by default
     * @return this builder
     */
    public LabKeyBuilder timeout(Duration limit) {
        this.timeout = limit;
        return this;
    }

    /**
     * Sends the key even over plain http off this machine, where everybody on the way can read it. For closed networks.
     *
     * @return this builder
     */
    public LabKeyBuilder evenOverPlainHttp() {
        this.credential = credential.evenOverPlainHttp();
        return this;
    }

    /**
     * Builds the client; nothing is sent.
     *
     * @return the client, in the server's root folder
     * @throws IllegalArgumentException if the server's address is plain http off this machine, or the timeout is not more than zero
     */
    public LabKey build() {
        credential.applyTo(HttpRequest.newBuilder(), urls.server());
        HttpClient client = httpClient == null ? HttpCalls.defaultClient() : httpClient;
        return new LabKey(
                urls,
                new LabKeyCalls(
                        new HttpCalls(client, "LabKey", "the server's address", timeout, MAX_BYTES), credential),
                credential);
    }

    LabKeyBuilder from(KeyOrigin origin) {
        this.credential = credential.from(origin);
        return this;
    }
}
