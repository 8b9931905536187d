package io.labauth.labkey;

import io.labauth.AuthenticationException;
import io.labauth.AuthorizationException;
import io.labauth.ConnectionException;
import io.labauth.Credential;
import io.labauth.LabAuthException;
import io.labauth.Secret;
import io.labauth.ServiceException;
import io.labauth.http.JsonValue;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A LabKey server, called with an API key or a session key.
 *
 * <p>The key goes with each request as {@code Basic} with the user name {@code apikey}, which every version understands; no session is
 * kept. A refused key is not tried again, and no creation is ever repeated. Each method that lists, creates or revokes sends two
 * requests: one asks for LabKey's token against forged requests.
 *
 * <p>Immutable, and safe for use by many threads; one instance is enough for a program. All methods block.
 */
public final class LabKey {
    private static final int LONGEST_DESCRIPTION = 256;
    private static final String CREATE = "security-createApiKey";

    private final LabKeyUrls urls;
    private final LabKeyCalls calls;
    private final Credential credential;

    LabKey(LabKeyUrls urls, LabKeyCalls calls, Credential credential) {
        this.urls = urls;
        this.calls = calls;
        this.credential = credential;
    }

    /**
     * A server and a key; nothing is sent yet.
     *
     * @param serverUrl the server's address, with its context path if it has one: https, or http on a loopback address
     * @param key 64 hexadecimal digits
     * @return the client, in the server's root folder
     * @throws IllegalArgumentException if the address or the key is of another form; never shows the key
     */
    public static LabKey connect(URI serverUrl, Secret key) {
        return builder(serverUrl, key).build();
    }

    /**
     * Starts a client with settings of its own.
     *
     * @param serverUrl the server's address, with its context path if it has one
     * @param key 64 hexadecimal digits
     * @return a builder
     * @throws IllegalArgumentException if the address or the key is of another form; never shows the key
     */
    public static LabKeyBuilder builder(URI serverUrl, Secret key) {
        return new LabKeyBuilder(serverUrl, key);
    }

    /**
     * Finds the key in a netrc file, as LabKey's own clients do: {@code machine HOST login apikey password KEY}, in the file that the
     * environment variable {@code NETRC} names, else in {@code ~/.netrc}, else in {@code ~/_netrc}.
     *
     * @param serverUrl the server's address; its host alone counts, not its port
     * @return the client, in the server's root folder
     * @throws IllegalStateException if there is no key for the host, or a file cannot be read; says which and where
     * @throws IllegalArgumentException if the address or the key is of another form; never shows the key
     */
    public static LabKey fromEnvironment(URI serverUrl) {
        return builder(serverUrl, System.getenv(), Path.of(System.getProperty("user.home")))
                .build();
    }

    /**
     * Starts a client with settings of its own and the key that {@link #fromEnvironment} finds, in an environment and a home directory of
     * the caller's choice.
     *
     * @param serverUrl the server's address; its host alone counts, not its port
     * @param environment names and values
     * @param home where the netrc file is unless the environment says otherwise
     * @return a builder
     * @throws IllegalStateException if there is no key for the host, or a file cannot be read; says which and where
     * @throws IllegalArgumentException if the address or the key is of another form; never shows the key
     */
    public static LabKeyBuilder builder(URI serverUrl, Map<String, String> environment, Path home) {
        if (serverUrl.getHost() == null) {
            throw new IllegalArgumentException("A LabKey server's address is absolute http or https with a host.");
        }
        NetrcKey found = NetrcKey.find(serverUrl.getHost(), environment, home);
        return builder(serverUrl, found.key()).from(found.origin());
    }

    /**
     * The same client in another folder, for a key whose owner may see that folder alone.
     *
     * @param path names separated by slashes, not encoded, for instance {@code /My Project/Plates}; empty or {@code /} for the root
     * @return a client
     * @throws IllegalArgumentException if a name is empty, consists of dots, or has a control character
     */
    public LabKey inFolder(String path) {
        return new LabKey(urls.inFolder(path), calls, credential);
    }

    /**
     * The key as it is sent, for requests of one's own, and where it was found.
     *
     * @return the credential, for this server alone
     */
    public Credential credential() {
        return credential;
    }

    /**
     * Proves the key: who is calling?
     *
     * @return the key's owner
     * @throws AuthenticationException if LabKey does not accept the key, or takes the caller for a guest
     * @throws ServiceException if LabKey fails, or answers with something else
     * @throws ConnectionException if no complete answer came in time
     */
    public LabKeyUser whoAmI() {
        JsonValue answer = calls.whoAmI(urls);
        return new LabKeyUser(
                answer.number("id"),
                answer.optionalText("displayName").orElse(""),
                answer.optionalText("email").orElse(""));
    }

    /**
     * Creates an API key of the same owner; one request, never repeated. How long it lives is the administrator's setting.
     *
     * @param description what it is for; at most 256 characters, may be empty
     * @return the key, which LabKey never shows again
     * @throws IllegalArgumentException if the description is longer
     * @throws AuthorizationException if the server's administrator has not allowed API keys, which is the default; says where to
     * @throws AuthenticationException if LabKey does not accept the key
     * @throws ServiceException if LabKey fails, or answers with something else
     * @throws ConnectionException if no complete answer came in time: a key may have been created; look it up in {@link #keys()}
     */
    public Secret createApiKey(String description) {
        if (description.length() > LONGEST_DESCRIPTION) {
            throw new IllegalArgumentException("A key's description has at most " + LONGEST_DESCRIPTION
                    + " characters, not " + description.length() + ".");
        }
        return create(Map.of("type", "apikey", "description", description), "API keys");
    }

    /**
     * Creates a key for the session that LabKey begins for this very request; one request, never repeated. It ends with that session,
     * by default after half an hour without use.
     *
     * @return the key, which LabKey never shows again
     * @throws AuthorizationException if the server's administrator has not allowed session keys, which is the default; says where to
     * @throws AuthenticationException if LabKey does not accept the key
     * @throws ServiceException if LabKey fails, or answers with something else
     * @throws ConnectionException if no complete answer came in time
     */
    public Secret createSessionKey() {
        return create(Map.of("type", "session"), "session keys");
    }

    /**
     * The API keys of this key's owner.
     *
     * @return the keys as LabKey lists them; session keys are not among them
     * @throws AuthenticationException if LabKey does not accept the key
     * @throws AuthorizationException if the owner may not see them
     * @throws ServiceException if LabKey fails, is too old to list one's own keys, or answers with something else
     * @throws ConnectionException if no complete answer came in time
     */
    public List<LabKeyApiKey> keys() {
        return list("UserApiKeys");
    }

    /**
     * Everybody's API keys, for administrators.
     *
     * @return the keys as LabKey lists them
     * @throws AuthorizationException if this key's owner is no administrator
     * @throws LabAuthException of other kinds as for {@link #keys()}
     */
    public List<LabKeyApiKey> allKeys() {
        return list("APIKeys");
    }

    /**
     * Revokes an API key of this key's owner; it may be the one in use.
     *
     * @param rowId the key's {@link LabKeyApiKey#rowId()}
     * @return whether it was there
     * @throws LabAuthException as for {@link #keys()}
     */
    public boolean revoke(long rowId) {
        return delete("UserApiKeys", rowId);
    }

    /**
     * Revokes anybody's API key, for administrators.
     *
     * @param rowId the key's {@link LabKeyApiKey#rowId()}
     * @return whether it was there
     * @throws AuthorizationException if this key's owner is no administrator
     * @throws LabAuthException of other kinds as for {@link #keys()}
     */
    public boolean revokeAny(long rowId) {
        return delete("APIKeys", rowId);
    }

    /** Shows the server and where the key was found, never the key. */
    @Override
    public String toString() {
        return "LabKey[" + urls.server() + urls.folder() + ", key from: " + credential.origin() + "]";
    }

    private Secret create(Map<String, ?> request, String kind) {
        return calls.post(urls, CREATE, request, Hidden.creation(kind)).text("apikey", Secret::of);
    }

    private List<LabKeyApiKey> list(String query) {
        List<LabKeyApiKey> keys = new ArrayList<>();
        Map<String, ?> request = Map.of(
                "schemaName",
                "core",
                "query.queryName",
                query,
                "query.showRows",
                "all",
                "includeMetadata",
                false,
                "apiVersion",
                8.3);
        calls.postForEach(
                        urls,
                        "query-selectRows",
                        request,
                        Hidden.query(query),
                        "rows",
                        row -> keys.add(LabKeyApiKey.of(row)))
                .object();
        return List.copyOf(keys);
    }

    private boolean delete(String query, long rowId) {
        Map<String, ?> request = Map.of(
                "schemaName", "core", "queryName", query, "rows", List.of(Map.of("RowId", rowId)), "apiVersion", 8.3);
        return calls.post(urls, "query-deleteRows", request, Hidden.query(query))
                        .number("rowsAffected")
                > 0;
    }
}
