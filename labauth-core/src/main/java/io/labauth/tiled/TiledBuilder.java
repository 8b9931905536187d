package io.labauth.tiled;

import io.labauth.Credential;
import io.labauth.KeyOrigin;
import io.labauth.LabAuthException;
import io.labauth.Secret;
import io.labauth.http.HttpCalls;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Settings of a connection to a Tiled server; each has a default. For one thread. */
public final class TiledBuilder {
    private static final Pattern SINGLE_USER_KEY = Pattern.compile("[A-Za-z0-9]{1,512}");
    private static final Pattern KEY = Pattern.compile("\\p{XDigit}{72}");

    private final TiledAddress address;
    private @Nullable Found key;
    private @Nullable Found otherwise;
    private @Nullable Profile unverified;
    private @Nullable HttpClient httpClient;
    private @Nullable Path tokenFile;
    private Clock clock = Clock.systemUTC();
    private Duration timeout = Duration.ofSeconds(30);
    private boolean plainHttp;

    /** A key, and where it was found. */
    private record Found(Secret key, KeyOrigin origin) {}

    TiledBuilder(URI uri) {
        this.address = TiledAddress.of(uri);
        this.key = address.key()
                .map(inUri -> new Found(formed(inUri, SINGLE_USER_KEY, KeyOrigin.address()), KeyOrigin.address()))
                .orElse(null);
    }

    /**
     * Connects by an API key.
     *
     * @param apiKey 72 hexadecimal characters; for a single-user server letters and digits
     * @return this builder
     * @throws IllegalArgumentException if the key is not of that form, or the URI or the profile has one too
     */
    public TiledBuilder apiKey(Secret apiKey) {
        return apiKey(apiKey, KeyOrigin.argument());
    }

    /**
     * Saves the tokens of sign-ins, and uses those that were saved when no key is given. Several processes may use one file.
     *
     * @param file for one server; made readable by its owner alone. Beside it stands a lock, the same name with {@code .lock}
     * @return this builder
     */
    public TiledBuilder tokenFile(Path file) {
        this.tokenFile = file;
        return this;
    }

    /**
     * Sends requests with a client of one's own, for instance one with a proxy or with certificates of one's own.
     *
     * @param client any client that does not follow redirects, which is the JDK's default: they would carry credentials away
     * @return this builder
     * @throws IllegalArgumentException if the client follows redirects, or has an authenticator and this is Java before 24, where it would
     *     send no credentials (JDK-8326949); a proxy that asks for a password needs Java 24
     */
    public TiledBuilder httpClient(HttpClient client) {
        this.httpClient = HttpCalls.carryingCredentials(client);
        return this;
    }

    /**
     * Takes the time from another clock.
     *
     * @param source of the current time, by which tokens end
     * @return this builder
     */
    public TiledBuilder clock(Clock source) {
        this.clock = source;
        return this;
    }

    /**
     * Limits the time of a call, from sending to the answer's last byte.
     *
     * @param limit more than zero; 30 seconds without it
     * @return this builder
     * @throws IllegalArgumentException if the limit is zero or negative
     */
    public TiledBuilder timeout(Duration limit) {
        if (limit.isZero() || limit.isNegative()) {
            throw new IllegalArgumentException("The timeout must be more than zero.");
        }
        this.timeout = limit;
        return this;
    }

    /**
     * Sends keys and passwords by plain http too, where everybody on the way can read them. For networks that are known to be closed;
     * not needed for a loopback address.
     *
     * @return this builder
     */
    public TiledBuilder evenOverPlainHttp() {
        this.plainHttp = true;
        return this;
    }

    /**
     * Asks the server what it offers. A key is not sent yet.
     *
     * @return a client of this server
     * @throws IllegalArgumentException if the key is not of the form of this server's keys
     * @throws IllegalStateException if a profile says that certificates are not to be checked, and {@link #httpClient} was not called
     * @throws LabAuthException if the server does not answer, or is not Tiled
     */
    public Tiled connect() {
        if (unverified != null && httpClient == null) {
            throw unverified.unusable(
                    "switches the check of certificates off, which labauth does not do: give httpClient"
                            + " a client that trusts this server's certificate");
        }
        HttpClient client = httpClient == null ? HttpCalls.defaultClient() : httpClient;
        TiledCalls calls = new TiledCalls(client, timeout);
        Server server = Server.discovered(address.api(), calls, plainHttp, clock, Optional.ofNullable(tokenFile));
        return new Tiled(server, access(server));
    }

    URI uri() {
        return address.api();
    }

    TiledBuilder apiKey(Secret apiKey, KeyOrigin origin) {
        if (key != null && !key.origin().equals(origin)) {
            throw new IllegalArgumentException(
                    "There are two keys (from: " + key.origin() + "; " + origin + "): leave one of them out.");
        }
        this.key = new Found(formed(apiKey, SINGLE_USER_KEY, origin), origin);
        return this;
    }

    /** A key that is used if no other was given. */
    TiledBuilder apiKeyOtherwise(Secret apiKey, KeyOrigin origin) {
        this.otherwise = new Found(apiKey, origin);
        return this;
    }

    TiledBuilder unverified(Profile profile) {
        this.unverified = profile;
        return this;
    }

    private Access access(Server server) {
        Found found = key == null ? otherwise : key;
        if (found != null) {
            return new KeyAccess(Optional.of(credential(server, found)));
        }
        return Session.saved(server).map(Access.class::cast).orElse(KeyAccess.NONE);
    }

    private static Credential credential(Server server, Found found) {
        Pattern form = server.discovery().isSingleUser() ? SINGLE_USER_KEY : KEY;
        Secret key = formed(found.key(), form, found.origin());
        return server.bound(Credential.apikey(key, server.api())).from(found.origin());
    }

    private static Secret formed(Secret key, Pattern form, KeyOrigin origin) {
        if (!form.matcher(key.reveal()).matches()) {
            throw new IllegalArgumentException("The key of the " + origin + " is not one of Tiled's: they have 72"
                    + " hexadecimal characters; the one of a single-user server, letters and digits.");
        }
        return key;
    }
}
