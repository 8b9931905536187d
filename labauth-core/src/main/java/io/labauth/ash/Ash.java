package io.labauth.ash;

import io.labauth.AuthenticationException;
import io.labauth.ConnectionException;
import io.labauth.Credential;
import io.labauth.LabAuthException;
import io.labauth.Secret;
import io.labauth.ServiceException;
import io.labauth.http.HttpCalls;
import io.labauth.http.HttpCalls.Answer;
import io.labauth.http.JsonText;
import io.labauth.http.JsonValue;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * An Ash server, called with an API key.
 *
 * <p>The key goes with each request as {@code Bearer}. A refused key is not tried again, and no creation is ever repeated. Ash's keys
 * have neither owners nor scopes, and do not expire.
 *
 * <p>Immutable, and safe for use by many threads; one instance is enough for a program. All methods block.
 */
public final class Ash {
    /** Where an Ash server is that nothing is said about. */
    static final URI DEFAULT_SERVER = URI.create("http://localhost:4100");

    private static final String KEYS = "/api/api-keys";

    private final URI server;
    private final HttpCalls calls;
    private final Credential credential;

    Ash(URI server, HttpCalls calls, Credential credential) {
        this.server = server;
        this.calls = calls;
        this.credential = credential;
    }

    /**
     * A server and a key; nothing is sent yet.
     *
     * @param serverUrl the server's address: https, or http on a loopback address
     * @param key the key: {@code ash_} and 32 characters, or whatever the server's {@code ASH_API_KEY} is
     * @return the client
     * @throws IllegalArgumentException if the address is of another form, or the key has a blank or a control character; never shows the key
     */
    public static Ash connect(URI serverUrl, Secret key) {
        return builder(serverUrl, key).build();
    }

    /**
     * Starts a client with settings of its own.
     *
     * @param serverUrl the server's address
     * @param key the key
     * @return a builder
     * @throws IllegalArgumentException if the address is of another form, or the key has a blank or a control character; never shows the key
     */
    public static AshBuilder builder(URI serverUrl, Secret key) {
        return new AshBuilder(serverUrl, key);
    }

    /**
     * Reads the server from {@code ASH_SERVER_URL} and the key from {@code ASH_API_KEY}: each from the environment, else as {@code
     * server_url} and {@code api_key} from the file {@code ~/.ash/config.json}; the server is {@code http://localhost:4100} if nothing
     * names one.
     *
     * @return the client
     * @throws IllegalStateException if there is no key, the file cannot be read, or its key is for another server than the environment
     *     names
     * @throws IllegalArgumentException if server or key are of another form; never shows the key
     */
    public static Ash fromEnvironment() {
        return builder(System.getenv(), Path.of(System.getProperty("user.home")))
                .build();
    }

    /**
     * Starts a client with settings of its own, and the server and key that {@link #fromEnvironment} finds, in an environment and a home
     * directory of the caller's choice.
     *
     * @param environment names and values
     * @param home where {@code .ash/config.json} may be
     * @return a builder
     * @throws IllegalStateException if there is no key, the file cannot be read, or its key is for another server than the environment
     *     names
     * @throws IllegalArgumentException if server or key are of another form; never shows the key
     */
    public static AshBuilder builder(Map<String, String> environment, Path home) {
        return AshEnvironment.builder(environment, home);
    }

    /**
     * Where the server is.
     *
     * @return the whole address, its path too; without a slash at its end
     */
    public URI serverUrl() {
        return server;
    }

    /**
     * The key as it is sent, for requests of one's own, and where it was found. Send no {@code Content-Type} where there is no body: Ash
     * refuses that.
     *
     * @return the credential, for this server alone
     */
    public Credential credential() {
        return credential;
    }

    /**
     * Proves the key, by the cheapest call that wants one. Ash does not say whose it is.
     *
     * @throws AuthenticationException if Ash does not accept the key; the reason tells a wrong key from a lost or changed header
     * @throws ServiceException if Ash fails, wants to be left in peace, or answers with something else
     * @throws ConnectionException if no complete answer came in time
     */
    public void proveKey() {
        forEach("/api/agents", "agents", agent -> {});
    }

    /**
     * The keys of the server.
     *
     * @return the keys as Ash lists them; the key in its environment is among them
     * @throws LabAuthException as for {@link #proveKey()}
     */
    public List<AshApiKey> keys() {
        List<AshApiKey> keys = new ArrayList<>();
        forEach(KEYS, "keys", key -> keys.add(AshApiKey.of(key)));
        return List.copyOf(keys);
    }

    /**
     * Creates a key; one request, never repeated.
     *
     * @param label what it is for; may be empty
     * @return the key and its id
     * @throws LabAuthException as for {@link #proveKey()}; if no complete answer came, a key may have been created: look it up in {@link
     *     #keys()}
     */
    public AshNewKey createKey(String label) {
        HttpRequest.Builder request = request(KEYS);
        if (label.isEmpty()) {
            request.POST(BodyPublishers.noBody());
        } else {
            request.header("Content-Type", "application/json").POST(JsonText.body(Map.of("label", label)));
        }
        Answer answer = calls.send(request, "POST " + KEYS);
        if (answer.status() != 201 && answer.status() != 200) {
            throw refusal(answer, "POST " + KEYS);
        }
        JsonValue created = calls.json(answer, "POST " + KEYS);
        return new AshNewKey(created.text("id"), created.text("key", Secret::of));
    }

    /**
     * Revokes a key; it may be the one in use.
     *
     * @param id the key's {@link AshApiKey#id()}
     * @return whether it was there
     * @throws IllegalArgumentException if the id is blank, or {@code env}: that key ends when it is taken out of the server's environment
     * @throws LabAuthException as for {@link #proveKey()}
     */
    public boolean revoke(String id) {
        if (id.isBlank() || id.equals(AshApiKey.OF_THE_ENVIRONMENT)) {
            throw new IllegalArgumentException(
                    "No call revokes a key without an id, or the key in the server's own environment:"
                            + " take that out of " + AshEnvironment.API_KEY + " there.");
        }
        String path = KEYS + "/" + URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
        Answer answer = calls.send(request(path).DELETE(), "DELETE " + KEYS);
        return switch (answer.status()) {
            case 200, 204 -> true;
            case 404 -> {
                // Only Ash itself says it in JSON; from anything else it means that this is not Ash.
                calls.json(answer, "DELETE " + KEYS).object();
                yield false;
            }
            default -> throw refusal(answer, "DELETE " + KEYS);
        };
    }

    /** Shows the server and where the key was found, never the key. */
    @Override
    public String toString() {
        return "Ash[" + server + ", key from: " + credential.origin() + "]";
    }

    private void forEach(String path, String list, Consumer<JsonValue> element) {
        String call = "GET " + path;
        calls.sendForEach(request(path).GET(), call, list, element, answer -> refusal(answer, call))
                .object();
    }

    private HttpRequest.Builder request(String path) {
        return credential.applyTo(HttpRequest.newBuilder(), URI.create(server + path));
    }

    private LabAuthException refusal(Answer answer, String call) {
        return AshRefusal.of(answer, calls, credential, call);
    }
}
