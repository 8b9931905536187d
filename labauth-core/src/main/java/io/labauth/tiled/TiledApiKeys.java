package io.labauth.tiled;

import io.labauth.AuthenticationException;
import io.labauth.AuthenticationException.Reason;
import io.labauth.AuthorizationException;
import io.labauth.LabAuthException;
import io.labauth.Secret;
import io.labauth.ServiceException;
import io.labauth.http.HttpCalls.Answer;
import io.labauth.http.JsonValue;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * The API keys of one principal: one's own, or for an administrator somebody else's.
 *
 * <p>Immutable and safe for use by many threads.
 */
public final class TiledApiKeys {
    private static final Pattern FIRST_EIGHT = Pattern.compile("\\p{XDigit}{8}");
    private static final Pattern WHOLE_KEY = Pattern.compile("\\p{XDigit}{72}");
    private static final String CREATE = "create an API key";
    private static final String LIST = "list API keys";
    private static final String REVOKE = "revoke an API key";

    private final TiledCalls calls;
    private final Access access;
    private final URI owner;
    private final URI keys;

    TiledApiKeys(TiledCalls calls, Access access, URI owner, URI keys) {
        this.calls = calls;
        this.access = access;
        this.owner = owner;
        this.keys = keys;
    }

    /**
     * Creates a key. This is never repeated: if no answer came ({@link io.labauth.ConnectionException}), look in {@link #list()} for a key
     * that nobody has, and revoke it.
     *
     * @param request what the key shall be
     * @return the key, which is told this once
     * @throws AuthorizationException if the owner does not have all of the scopes, or the credential may not create keys
     * @throws AuthenticationException if the credential was not accepted
     * @throws ServiceException if the owner has as many keys as Tiled allows, which is 100
     */
    public IssuedApiKey create(TiledApiKeyRequest request) {
        Answer answer = calls.post(access, keys, request.body(), CREATE);
        if (answer.status() == 400) {
            throw notCreated(answer);
        }
        JsonValue json = present(calls.json(answer, access, CREATE));
        return new IssuedApiKey(json.text("secret", Secret::of), TiledApiKey.of(json));
    }

    /**
     * The keys.
     *
     * @return all of them, in the server's order
     * @throws AuthenticationException if the credential was not accepted, or there is none ({@link Reason#NOT_SIGNED_IN})
     */
    public List<TiledApiKey> list() {
        List<TiledApiKey> all = new ArrayList<>();
        forEach(all::add);
        return List.copyOf(all);
    }

    /**
     * Goes through the keys while they arrive, so that no list of them is held, however long it is.
     *
     * <p>The time limit of a call is for all of it, the caller's own work too: do what takes longer afterwards.
     *
     * @param action takes each key, in the server's order
     * @throws AuthenticationException if the credential was not accepted, or there is none ({@link Reason#NOT_SIGNED_IN})
     */
    public void forEach(Consumer<TiledApiKey> action) {
        present(calls.eachKey(access, owner, LIST, json -> action.accept(TiledApiKey.of(json))))
                .object();
    }

    /**
     * Revokes a key.
     *
     * @param key its first eight characters, or the whole key, of which only those are sent
     * @return whether there was such a key
     * @throws IllegalArgumentException if this is neither
     * @throws ServiceException if the server answers something else: the key may be good still
     * @throws AuthorizationException if the credential may not revoke keys
     * @throws AuthenticationException if the credential was not accepted
     */
    public boolean revoke(String key) {
        if (!FIRST_EIGHT.matcher(key).matches() && !WHOLE_KEY.matcher(key).matches()) {
            throw new IllegalArgumentException("A key is revoked by its first eight characters, or by all of its 72:"
                    + " hexadecimal digits both.");
        }
        URI address = URI.create(keys + "?first_eight=" + key.substring(0, 8));
        Answer answer = calls.delete(access, address, REVOKE);
        // In Tiled's own words: a 404 of something in between says nothing of the key, which may be good.
        boolean unknown =
                answer.status() == 404 && new Refusal(answer, REVOKE).detail().contains("no such API key");
        if (answer.status() != 204 && !unknown) {
            throw calls.refused(answer, access, REVOKE);
        }
        return !unknown;
    }

    /**
     * Revokes a key.
     *
     * @param key the whole key, of which only the first eight characters are sent
     * @return whether there was such a key
     * @throws IllegalArgumentException if this is not a key
     * @throws AuthorizationException if the credential may not revoke keys
     * @throws AuthenticationException if the credential was not accepted
     */
    public boolean revoke(Secret key) {
        return revoke(key.reveal());
    }

    /** Older servers say 400 for scopes as well. */
    private static LabAuthException notCreated(Answer answer) {
        String detail = new Refusal(answer, CREATE).detail();
        if (detail.startsWith("Requested scopes")) {
            return new AuthorizationException(
                    "Tiled does not create a key that may do more than its owner: leave scopes out (" + CREATE + ").",
                    null);
        }
        String what = detail.contains("maximum number")
                ? "has given this owner as many API keys as it allows: revoke those that are no longer used"
                : "did not take the request for a key: check that it is a version that labauth knows";
        return new ServiceException("Tiled " + what + " (" + CREATE + ", HTTP 400).", 400, null, null);
    }

    private static JsonValue present(JsonValue principalOrKey) {
        if (principalOrKey.isNull()) {
            throw new AuthenticationException(
                    Reason.NOT_SIGNED_IN,
                    "Tiled does not know who is asking: connect with an API key, or sign in (HTTP 200, null).",
                    null);
        }
        return principalOrKey;
    }
}
