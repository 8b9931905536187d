package io.labauth.tiled;

import io.labauth.DeviceCode;
import io.labauth.DeviceLoginProvider;
import io.labauth.DevicePrompt;
import io.labauth.LabAuthException;
import io.labauth.LoginException;
import io.labauth.LoginException.Reason;
import io.labauth.Secret;
import io.labauth.ServiceException;
import io.labauth.http.DevicePolling;
import io.labauth.http.HttpCalls.Answer;
import io.labauth.http.JsonValue;
import io.labauth.http.Pause;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A sign-in with an external provider that has begun (RFC 8628): the person opens an address in any browser, on any machine, and types a
 * short code there.
 *
 * <p>Immutable; to be waited for once. {@code toString} shows neither code nor address.
 */
public final class TiledDeviceLogin implements DeviceLoginProvider<Tiled> {
    private static final String BEGIN = "begin a sign-in";
    private static final String POLL = "wait for a sign-in";
    private static final Duration SHORTEST_INTERVAL = Duration.ofMillis(100);
    private static final Pattern USER_CODE = Pattern.compile("[\\x21-\\x7e]([\\x20-\\x7e]{0,62}[\\x21-\\x7e])?");
    private static final String UNKNOWN_CODE = "No such device_code. The pending request may have expired.";

    private final Server server;
    private final DevicePolling polling;
    private final URI authorizationUri;
    private final URI verificationUri;
    private final String userCode;
    private final Secret deviceCode;
    private final Duration interval;
    private final Instant expires;

    private TiledDeviceLogin(Server server, JsonValue json, Instant sent) {
        this.server = server;
        this.polling = new DevicePolling("Tiled", server.clock(), Pause.real());
        this.authorizationUri = json.text("authorization_uri", TiledDeviceLogin::forABrowser);
        this.verificationUri = server.own(json.text("verification_uri", TiledDeviceLogin::absolute));
        this.userCode = json.text("user_code", TiledDeviceLogin::typeable);
        this.deviceCode = json.text("device_code", Secret::of);
        this.interval =
                longer(json.optionalSeconds("interval").orElse(DevicePolling.DEFAULT_INTERVAL), SHORTEST_INTERVAL);
        this.expires = sent.plus(json.optionalSeconds("expires_in").orElse(Duration.ofMinutes(15)));
    }

    static TiledDeviceLogin begin(Server server, Provider provider) {
        Instant sent = server.clock().instant();
        Answer answer = server.calls().post(server.own(provider.authEndpoint()), Map.of(), BEGIN);
        if (answer.status() == 404 || answer.status() == 405) {
            throw new IllegalStateException("This Tiled server is of the old kind that shows a code in the browser:"
                    + " open the provider's authEndpoint() there, and pass the code to signIn(Secret).");
        }
        return new TiledDeviceLogin(server, server.calls().json(answer, KeyAccess.NONE, BEGIN), sent);
    }

    /**
     * What the person opens in a browser.
     *
     * @return an http or https address, perhaps of another service
     */
    public URI authorizationUri() {
        return authorizationUri;
    }

    /**
     * What the person types there.
     *
     * @return a short code, to be shown as it is
     */
    public String userCode() {
        return userCode;
    }

    /**
     * Until when the person can do that.
     *
     * @return the time, by this machine's clock
     */
    public Instant expires() {
        return expires;
    }

    /**
     * Waits until the person has signed in, asking the server as often as it allows. A server that fails, is busy or cannot be reached
     * meanwhile is asked again, less often. Blocks.
     *
     * @return the same server, with the person's session
     * @throws LoginException if the person said no, did not come in time, or the thread was interrupted, which stays set
     */
    public Tiled await() {
        JsonValue tokens = polling.until(expires, interval, this::ask);
        return new Tiled(server, Session.begun(server, tokens, server.clock().instant()));
    }

    /**
     * Shows the code of this sign-in, then waits as {@link #await()} does; so that whatever shows codes shows this one too.
     *
     * @param prompt shows the address and the code
     * @return the same server, with the person's session
     * @throws LoginException as {@link #await()} does
     */
    @Override
    public Tiled signInOnDevice(DevicePrompt prompt) {
        Duration left = Duration.between(server.clock().instant(), expires);
        prompt.show(new DeviceCode(userCode, authorizationUri, null, longer(left, Duration.ZERO)));
        return await();
    }

    @Override
    public String serviceName() {
        return "Tiled";
    }

    @Override
    public String toString() {
        return "TiledDeviceLogin[expires=" + expires + "]";
    }

    private JsonValue ask() {
        Answer answer = server.calls().post(verificationUri, question(), POLL);
        if (answer.status() != 200) {
            throw refused(answer);
        }
        return server.calls().json(answer, KeyAccess.NONE, POLL);
    }

    private LabAuthException refused(Answer answer) {
        String detail = new Refusal(answer, POLL).detail();
        return switch (detail) {
            case "authorization_pending", "slow_down" ->
                new ServiceException(
                        "Nobody has signed in at Tiled yet (" + POLL + ").", answer.status(), detail, null);
            case "expired_token" -> polling.timedOut();
            case "access_denied" -> denied();
            // Said by Tiled itself: something in between that knows no such page says nothing of the code.
            case UNKNOWN_CODE -> polling.timedOut();
            default -> over(answer);
        };
    }

    private LabAuthException over(Answer answer) {
        return switch (answer.status()) {
            case 401, 403 -> denied();
            default -> server.calls().refused(answer, KeyAccess.NONE, POLL);
        };
    }

    private static LoginException denied() {
        return new LoginException(
                Reason.DENIED, "The sign-in was refused at the provider. Start again to choose another.", null);
    }

    private Map<String, String> question() {
        return Map.of("device_code", deviceCode.reveal(), "grant_type", "urn:ietf:params:oauth:grant-type:device_code");
    }

    /** Nothing else is put on a terminal. */
    private static String typeable(String text) {
        if (!USER_CODE.matcher(text).matches()) {
            throw new IllegalArgumentException("nothing that a person could type");
        }
        return text;
    }

    private static URI absolute(String text) {
        URI uri = URI.create(text);
        if (!uri.isAbsolute()) {
            throw new IllegalArgumentException("no whole address");
        }
        return uri;
    }

    private static URI forABrowser(String text) {
        URI uri = URI.create(text);
        if (!"https".equalsIgnoreCase(uri.getScheme()) && !"http".equalsIgnoreCase(uri.getScheme())) {
            throw new IllegalArgumentException("not for a browser");
        }
        return uri;
    }

    private static Duration longer(Duration a, Duration b) {
        return a.compareTo(b) > 0 ? a : b;
    }
}
