package io.labauth.labarchives;

import io.labauth.Secret;
import io.labauth.http.HttpCalls;
import io.labauth.http.UrlLog;
import java.net.URI;
import java.net.http.HttpClient;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Settings of a {@link LabArchives} client; each has a default. For one thread. */
public final class LabArchivesBuilder {
    private static final int RETRIES_BY_THE_RULE = 3;

    private final Signer signer;
    private ApiUrls urls = new ApiUrls(Region.US.apiUrl());
    private @Nullable HttpClient httpClient;
    private Clock clock = Clock.systemUTC();
    private Duration timeout = Duration.ofSeconds(30);
    private Duration signInUrlValidity = Duration.ofMinutes(5);
    private boolean pacing = true;
    private boolean retries = true;
    private SecureRandom random = new SecureRandom();

    LabArchivesBuilder(String accessKeyId, Secret accessPassword) {
        if (accessKeyId.isBlank()) {
            throw new IllegalArgumentException("The access key id is blank.");
        }
        this.signer = new Signer(accessKeyId, accessPassword);
    }

    /**
     * Chooses the institution's region.
     *
     * @param region where its notebooks live
     * @return this builder
     */
    public LabArchivesBuilder region(Region region) {
        return apiUrl(region.apiUrl());
    }

    /**
     * Chooses the API's address itself.
     *
     * @param apiUrl with or without {@code /api} at the end: https, or http on a loopback address
     * @return this builder
     * @throws IllegalArgumentException if the address is not of that form
     */
    public LabArchivesBuilder apiUrl(URI apiUrl) {
        this.urls = new ApiUrls(apiUrl);
        return this;
    }

    /**
     * Sends requests with a client of one's own, for instance one with a proxy.
     *
     * @param client any client that does not follow redirects, which is the JDK's default: they would carry credentials away
     * @return this builder
     * @throws IllegalArgumentException if the client follows redirects
     */
    public LabArchivesBuilder httpClient(HttpClient client) {
        this.httpClient = HttpCalls.withoutRedirects(client);
        return this;
    }

    /**
     * Takes the time from another clock.
     *
     * @param source of the current time, which is signed with each request
     * @return this builder
     */
    public LabArchivesBuilder clock(Clock source) {
        this.clock = source;
        return this;
    }

    /**
     * Takes the unguessable part of callback URIs from another source.
     *
     * @param source of random bytes, cryptographically strong
     * @return this builder
     */
    public LabArchivesBuilder random(SecureRandom source) {
        this.random = source;
        return this;
    }

    /**
     * Limits the time of a call, from sending to the answer's last byte. Connecting takes at most ten seconds of it, unless
     * {@link #httpClient} says otherwise.
     *
     * @param limit more than zero; 30 seconds without it
     * @return this builder
     * @throws IllegalArgumentException if the limit is zero or negative
     */
    public LabArchivesBuilder timeout(Duration limit) {
        this.timeout = Positive.duration(limit, "timeout");
        return this;
    }

    /**
     * How long a sign-in URL stays good before a person must have opened it.
     *
     * @param validity more than zero; five minutes without it
     * @return this builder
     * @throws IllegalArgumentException if the time is zero or negative
     */
    public LabArchivesBuilder signInUrlValidity(Duration validity) {
        this.signInUrlValidity = Positive.duration(validity, "validity of a sign-in URL");
        return this;
    }

    /**
     * Switches LabArchives' rule off or on that calls come one at a time or at least a second apart.
     *
     * @param byTheRule false to send calls as they come, for instance where the rule is kept elsewhere; true without this setting
     * @return this builder
     */
    public LabArchivesBuilder pacing(boolean byTheRule) {
        this.pacing = byTheRule;
        return this;
    }

    /**
     * Switches the repetition of a GET that failed at LabArchives off or on.
     *
     * @param byTheRule false to report the first failure; true without this setting: up to three more attempts, a second and more apart
     * @return this builder
     */
    public LabArchivesBuilder retries(boolean byTheRule) {
        this.retries = byTheRule;
        return this;
    }

    /**
     * Makes the client.
     *
     * @return a client with these settings
     */
    public LabArchives build() {
        return new LabArchives(this);
    }

    ApiUrls urls() {
        return urls;
    }

    Signer signer() {
        return signer;
    }

    ServiceClock serviceClock() {
        return new ServiceClock(clock);
    }

    SecureRandom random() {
        return random;
    }

    Duration signInUrlValidity() {
        return signInUrlValidity;
    }

    SignedCalls calls(ServiceClock serviceClock) {
        HttpClient given = httpClient;
        Transport transport = new Transport(
                () -> UrlLog.silenced(given == null ? HttpCalls.defaultClient() : given),
                pacing ? Pacing.byTheRule() : Pacing.none(),
                urls.host());
        return new SignedCalls(urls, signer, serviceClock, transport, timeout, retries ? RETRIES_BY_THE_RULE : 0);
    }
}
