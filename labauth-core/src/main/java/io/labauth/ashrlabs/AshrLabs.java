package io.labauth.ashrlabs;

import io.labauth.AuthenticationException;
import io.labauth.AuthenticationException.Reason;
import io.labauth.AuthorizationException;
import io.labauth.ConnectionException;
import io.labauth.Credential;
import io.labauth.KeyOrigin;
import io.labauth.LabAuthException;
import io.labauth.Secret;
import io.labauth.ServiceException;
import io.labauth.ServiceOrigin;
import io.labauth.http.HttpCalls;
import io.labauth.http.HttpCalls.Answer;
import io.labauth.http.JsonValue;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The testing platform of Ashr Labs, called with an API key.
 *
 * <p><b>Unverified:</b> methods, paths and the header's scheme are not documented; {@link AshrLabsBuilder} has them as settings, with guesses
 * as defaults. What a key may do is {@link AshrLabsOperation}: it cannot create another key, which a person does after signing in.
 *
 * <p>A refused key is not tried again. Immutable, and safe for use by many threads; one instance is enough for a program. All methods
 * block.
 */
public final class AshrLabs {
    static final String API_KEY = "ASHR_LABS_API_KEY";
    static final String BASE_URL = "ASHR_LABS_BASE_URL";
    static final URI DEFAULT_BASE_URL = URI.create("https://api.ashr.io/testing-platform-api");

    private final String keysUrl;
    private final String listName;
    private final Clock clock;
    private final HttpCalls calls;
    private final Credential credential;

    AshrLabs(AshrLabsBuilder settings, HttpCalls calls, Credential credential) {
        this.keysUrl = settings.baseUrl.toString().replaceFirst("/$", "") + settings.keysPath;
        this.listName = settings.listName;
        this.clock = settings.clock;
        this.calls = calls;
        this.credential = credential;
    }

    /**
     * Reads the key from the environment variable {@code ASHR_LABS_API_KEY}, and the API's address from {@code ASHR_LABS_BASE_URL} ({@code
     * https://api.ashr.io/testing-platform-api} where there is none).
     *
     * @return the client
     * @throws IllegalStateException if there is no key
     * @throws IllegalArgumentException if the key is not {@code tp_} and 32 or more characters, or the address is neither https nor on
     *     this machine; never shows the key
     */
    public static AshrLabs fromEnvironment() {
        return builder(System.getenv()).build();
    }

    /**
     * Starts a client with settings of its own, and the key and address that {@link #fromEnvironment} finds, in an environment of the
     * caller's choice.
     *
     * @param environment names and values
     * @return a builder
     * @throws IllegalStateException if there is no key
     * @throws IllegalArgumentException if the key is not {@code tp_} and 32 or more characters, or the address is no URL; never shows the
     *     key
     */
    public static AshrLabsBuilder builder(Map<String, String> environment) {
        String key = value(environment, API_KEY)
                .orElseThrow(() -> new IllegalStateException(
                        "Ashr Labs needs a key in the environment variable " + API_KEY + "."));
        AshrLabsBuilder builder = builder(Secret.of(key)).from(KeyOrigin.environmentVariable(API_KEY));
        value(environment, BASE_URL).ifPresent(url -> builder.baseUrl(uri(url)));
        return builder;
    }

    /**
     * Starts a client with settings of its own.
     *
     * @param key {@code tp_} and 32 or more characters
     * @return a builder
     * @throws IllegalArgumentException if the key is of another form; never shows it
     */
    public static AshrLabsBuilder builder(Secret key) {
        return new AshrLabsBuilder(key);
    }

    /**
     * The key as it is sent, for requests of one's own, and where it was found.
     *
     * @return the credential, for this service alone
     */
    public Credential credential() {
        return credential;
    }

    /**
     * The same for a request that may need more than a key.
     *
     * @param operation what the request does
     * @return the credential, for this service alone
     * @throws AuthorizationException if a key is not enough for that: nothing is sent
     */
    public Credential credentialFor(AshrLabsOperation operation) {
        if (!operation.isByApiKey()) {
            throw new AuthorizationException(
                    "An API key of Ashr Labs is not enough to " + operation.description()
                            + ": a person must sign in to Ashr Labs by OAuth" + " and do it there. Nothing was sent.",
                    null);
        }
        return credential;
    }

    /**
     * The API keys.
     *
     * @param includeInactive whether expired and revoked ones are shown too
     * @return the keys as Ashr Labs lists them
     * @throws AuthenticationException if Ashr Labs does not accept the key; the reason is {@link Reason#KEY_EXPIRED} or {@link
     *     Reason#KEY_REVOKED} where it says so
     * @throws AuthorizationException if the key may not do this
     * @throws ServiceException if Ashr Labs fails, wants to be left in peace, or answers with something else
     * @throws ConnectionException if no complete answer came in time
     */
    public List<AshrLabsApiKey> keys(boolean includeInactive) {
        String call = AshrLabsOperation.LIST_API_KEYS.description();
        URI address = URI.create(keysUrl + (includeInactive ? "?include_inactive=true" : ""));
        List<AshrLabsApiKey> keys = new ArrayList<>();
        JsonValue rest = calls.sendForEach(
                credential.applyTo(HttpRequest.newBuilder(), address).GET(),
                call,
                listName,
                key -> keys.add(AshrLabsApiKey.of(key)),
                answer -> refusal(answer, call));
        if (listName.isEmpty()) {
            rest.list().forEach(key -> keys.add(AshrLabsApiKey.of(key)));
        } else {
            rest.object();
        }
        return List.copyOf(keys);
    }

    /**
     * How old the active keys are, for their rotation.
     *
     * @param maxAge how old a key should get, for instance 90 days
     * @return the keys whose time of creation is known, the oldest first
     * @throws LabAuthException as for {@link #keys}
     */
    public List<AshrLabsKeyAge> ages(Duration maxAge) {
        Instant now = clock.instant();
        return keys(false).stream()
                .flatMap(key ->
                        key.createdAt().stream().map(created -> age(key, Duration.between(created, now), maxAge)))
                .sorted(Comparator.comparing(AshrLabsKeyAge::age).reversed())
                .toList();
    }

    /**
     * Revokes an API key; it may be the one in use.
     *
     * @param id the key's {@link AshrLabsApiKey#id()}
     * @return whether it was there
     * @throws IllegalArgumentException if the id is blank
     * @throws LabAuthException as for {@link #keys}
     */
    public boolean revoke(String id) {
        if (id.isBlank()) {
            throw new IllegalArgumentException("The id of the key to revoke is blank.");
        }
        String call = AshrLabsOperation.REVOKE_API_KEY.description();
        URI address = URI.create(
                keysUrl + "/" + URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20"));
        Answer answer =
                calls.send(credential.applyTo(HttpRequest.newBuilder(), address).DELETE(), call);
        return switch (answer.status()) {
            case 200, 202, 204 -> true;
            case 404 -> {
                // Only the service itself says it in JSON; from anything else it means that the address is wrong.
                calls.json(answer, call).object();
                yield false;
            }
            default -> throw refusal(answer, call);
        };
    }

    /** Shows the address and where the key was found, never the key. */
    @Override
    public String toString() {
        return "AshrLabs[" + credential.service() + ", key from: " + credential.origin() + "]";
    }

    private LabAuthException refusal(Answer answer, String call) {
        return switch (answer.status()) {
            case 401 -> refused(new String(answer.body(), StandardCharsets.UTF_8).toLowerCase(Locale.ROOT), call);
            case 403 ->
                new AuthorizationException("Ashr Labs knows the key, but does not allow it to " + call + ".", null);
            default -> calls.unexpected(answer, call);
        };
    }

    private AuthenticationException refused(String body, String call) {
        Reason reason = reason(body);
        String what = switch (reason) {
            case KEY_EXPIRED -> "says that the key has expired";
            case KEY_REVOKED -> "says that somebody has revoked the key";
            default -> "does not know the key";
        };
        return new AuthenticationException(
                reason,
                "Ashr Labs " + what
                        + ": sign in to Ashr Labs, create another one, and put it where this one was found (key from: "
                        + credential.origin() + "; " + call + ").",
                null);
    }

    /** "Invalid or expired" leaves open which of them it is. */
    private static Reason reason(String body) {
        if (body.contains("invalid")) {
            return Reason.KEY_UNKNOWN;
        }
        if (body.contains("expired")) {
            return Reason.KEY_EXPIRED;
        }
        return body.contains("revoked") ? Reason.KEY_REVOKED : Reason.KEY_UNKNOWN;
    }

    private static AshrLabsKeyAge age(AshrLabsApiKey key, Duration age, Duration maxAge) {
        return new AshrLabsKeyAge(key, age, age.compareTo(maxAge) > 0);
    }

    private static Optional<String> value(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).map(String::strip).filter(value -> !value.isEmpty());
    }

    private static URI uri(String url) {
        try {
            URI uri = new URI(url);
            var unused = ServiceOrigin.of(uri);
            return uri;
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw new IllegalArgumentException(BASE_URL + " is no https URL: it looks like " + DEFAULT_BASE_URL + ".");
        }
    }
}
