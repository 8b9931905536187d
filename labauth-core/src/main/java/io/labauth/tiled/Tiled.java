package io.labauth.tiled;

import io.labauth.AuthenticationException;
import io.labauth.AuthenticationException.Reason;
import io.labauth.Credential;
import io.labauth.KeyOrigin;
import io.labauth.LabAuthException;
import io.labauth.Secret;
import io.labauth.ServiceException;
import io.labauth.http.HttpCalls.Answer;
import io.labauth.http.JsonValue;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A Tiled server, and who we are to it: the owner of an API key, a person who signed in, or nobody in particular.
 *
 * <p>Where several keys could be used, the order is Tiled's own: the one that was given (an argument, the URI's {@code api_key}, a
 * profile's), then {@code TILED_API_KEY}, then the tokens of an earlier sign-in. {@link #origin()} says which it was.
 *
 * <p>Immutable but for the tokens of a session, which are refreshed as needed, and safe for use by many threads.
 */
public final class Tiled {
    private static final String SIGN_IN = "sign in";

    private final Server server;
    private final Access access;

    Tiled(Server server, Access access) {
        this.server = server;
        this.access = access;
    }

    /**
     * Connects to a server by whatever the process' environment and the user's home say: profiles, {@code TILED_API_KEY}, tokens that
     * were saved. Sign-ins save their tokens below {@code ~/.config/labauth/tiled}.
     *
     * @param uriOrProfile the server's URI, or the name of a profile
     * @return a client of this server
     * @throws IllegalArgumentException if the URI or the key is not of the right form
     * @throws IllegalStateException if there is no such profile, or it cannot be used; says where
     * @throws LabAuthException if the server does not answer, or is not Tiled
     */
    public static Tiled fromEnvironment(String uriOrProfile) {
        return builder(uriOrProfile, System.getenv(), Path.of(System.getProperty("user.home")))
                .connect();
    }

    /**
     * Starts with what an environment and a home directory of the caller's choice say; see {@link #fromEnvironment}.
     *
     * @param uriOrProfile the server's URI, or the name of a profile
     * @param environment names and values
     * @param home the directory that {@code .config} is in
     * @return a builder
     * @throws IllegalArgumentException if the URI, or the key in it or in the profile, is not of the right form
     * @throws IllegalStateException if there is no such profile, or it cannot be used; says where
     */
    public static TiledBuilder builder(String uriOrProfile, Map<String, String> environment, Path home) {
        return new TiledEnvironment(environment, home).builder(uriOrProfile);
    }

    /**
     * Removes the tokens of a server that a sign-in saved on this machine, and asks no server: the session itself lives on until it ends.
     *
     * @param uriOrProfile the server's URI, or the name of a profile
     * @param environment names and values
     * @param home the directory that {@code .config} is in
     * @throws IllegalArgumentException if the URI is not of the right form
     * @throws IllegalStateException if there is no such profile, or it cannot be used; says where
     * @throws java.io.UncheckedIOException if the tokens cannot be removed
     */
    public static void forget(String uriOrProfile, Map<String, String> environment, Path home) {
        new TiledEnvironment(environment, home).forget(uriOrProfile);
    }

    /**
     * Starts with settings of its own; nothing is read from the environment.
     *
     * @param uri the server, or any page of its tree; a key in its query ({@code api_key}) is taken out and sent as a header
     * @return a builder
     * @throws IllegalArgumentException if the URI is not absolute http or https
     */
    public static TiledBuilder builder(URI uri) {
        return new TiledBuilder(uri);
    }

    /**
     * Where the API is.
     *
     * @return the address, ending in {@code /api/v1}
     */
    public URI apiUri() {
        return server.api();
    }

    /**
     * Whether this server has one key and nobody to sign in, as {@code tiled serve} starts it.
     *
     * @return whether it has
     */
    public boolean isSingleUser() {
        return server.discovery().isSingleUser();
    }

    /**
     * The ways to sign in that this server offers.
     *
     * @return the providers; none for a single-user server
     */
    public List<Provider> providers() {
        return server.discovery().providers();
    }

    /**
     * Where the key or the tokens were found that this client uses.
     *
     * @return the place; empty if it has none
     */
    public Optional<KeyOrigin> origin() {
        return access.origin();
    }

    /**
     * What to send with requests of one's own to this server; for a session good for some minutes, so ask anew for each request.
     *
     * @return the credential
     * @throws AuthenticationException if there is none, or the session has ended; so it has when somebody else signed in with the same
     *     token file
     * @throws LabAuthException if the session must be refreshed, and the server does not do it
     * @throws UncheckedIOException if the token file cannot be read, locked or written
     */
    public Credential credential() {
        return access.credential().orElseThrow(Server::notSignedIn);
    }

    /**
     * Asks the server who we are.
     *
     * @return the principal
     * @throws AuthenticationException if the credential was not accepted, or there is none ({@link Reason#NOT_SIGNED_IN})
     * @throws IllegalStateException if this is a single-user server
     * @throws UncheckedIOException if the session must be refreshed, and the token file cannot be read, locked or written
     */
    public TiledPrincipal whoAmI() {
        return server.whoAmI(access);
    }

    /**
     * Our own API keys.
     *
     * @return to create, list and revoke them
     * @throws IllegalStateException if this is a single-user server
     */
    public TiledApiKeys apiKeys() {
        Discovery discovery = server.discovery();
        return new TiledApiKeys(
                server.calls(), access, discovery.link(Discovery.WHO_AM_I), discovery.link(Discovery.API_KEY));
    }

    /**
     * Somebody else's API keys, for an administrator.
     *
     * @param principal whose
     * @return to create, list and revoke them
     * @throws IllegalStateException if this is a single-user server
     */
    public TiledApiKeys apiKeysOf(UUID principal) {
        URI owner = server.discovery().principal(principal);
        return new TiledApiKeys(server.calls(), access, owner, URI.create(owner + "/apikey"));
    }

    /**
     * Signs a person in by user name and password, with the only provider that takes them.
     *
     * @param username the name
     * @param password the password
     * @return the same server, with the person's session
     * @throws AuthenticationException if they are wrong ({@link Reason#PASSWORD_REFUSED})
     * @throws IllegalStateException if this server has no such provider, or several; or the password would go over plain http
     */
    public Tiled signIn(String username, Secret password) {
        return signIn(only(Provider.Mode.INTERNAL), username, password);
    }

    /**
     * Signs a person in by user name and password.
     *
     * @param provider one of {@link #providers()}
     * @param username the name
     * @param password the password
     * @return the same server, with the person's session
     * @throws AuthenticationException if they are wrong ({@link Reason#PASSWORD_REFUSED})
     * @throws ServiceException if the person has as many sessions as Tiled allows, which is 200
     * @throws IllegalStateException if the password would go over plain http, or to another address than the server's
     */
    public Tiled signIn(Provider provider, String username, Secret password) {
        Instant sent = server.clock().instant();
        String form = "grant_type=password&username=" + URLEncoder.encode(username, StandardCharsets.UTF_8)
                + "&password=" + URLEncoder.encode(password.reveal(), StandardCharsets.UTF_8);
        URI address = server.own(provider.authEndpoint());
        Answer answer = server.calls().postForm(address, BodyPublishers.ofString(form), SIGN_IN);
        if (answer.status() == 401) {
            throw new AuthenticationException(
                    Reason.PASSWORD_REFUSED, "Tiled does not accept this user name with this password.", null);
        }
        if (answer.status() == 400 && new Refusal(answer, SIGN_IN).detail().contains("maximum number")) {
            throw new ServiceException(
                    "Tiled has given this person as many sessions as it allows: sign out of those that are no longer used, or"
                            + " wait until they end (" + SIGN_IN + ", HTTP 400).",
                    400,
                    null,
                    null);
        }
        JsonValue json = server.calls().json(answer, KeyAccess.NONE, SIGN_IN);
        return new Tiled(server, Session.begun(server, json, sent));
    }

    /**
     * Begins to sign a person in with the only external provider.
     *
     * @return the address and the code to show, and what to wait for
     * @throws IllegalStateException if this server has no such provider, or several
     */
    public TiledDeviceLogin beginSignIn() {
        return beginSignIn(only(Provider.Mode.EXTERNAL));
    }

    /**
     * Begins to sign a person in with an external provider.
     *
     * @param provider one of {@link #providers()}
     * @return the address and the code to show, and what to wait for
     * @throws IllegalStateException if the server is of the old kind that shows a code in the browser: see {@link #signIn(Secret)}
     */
    public TiledDeviceLogin beginSignIn(Provider provider) {
        return TiledDeviceLogin.begin(server, provider);
    }

    /**
     * Signs a person in by the code that a server of the old kind shows in the browser, at {@link Provider#authEndpoint()}.
     *
     * @param accessCode the code, with or without the quotation marks around it
     * @return the same server, with the person's session
     * @throws AuthenticationException if the code is not, or no longer, good ({@link Reason#SESSION_EXPIRED})
     */
    public Tiled signIn(Secret accessCode) {
        Secret refresh = Secret.of(accessCode.reveal().strip().replace("\"", ""));
        return new Tiled(server, Session.resumed(server, refresh));
    }

    /**
     * Ends the session, here and at the server; does nothing if there is none. This client is of no use afterwards. Where somebody else
     * signed in since with the same token file, their session is left alone.
     *
     * @throws LabAuthException if the server did not say that the session has ended; the saved tokens are gone all the same
     * @throws UncheckedIOException if the token file cannot be read, locked or removed
     */
    public void signOut() {
        if (access instanceof Session session) {
            session.end();
        }
    }

    /** Shows the server and where the key was found. */
    @Override
    public String toString() {
        return "Tiled[" + server.api() + origin().map(place -> ", " + place).orElse("") + "]";
    }

    private Provider only(Provider.Mode mode) {
        List<Provider> fitting = new ArrayList<>(providers());
        fitting.removeIf(provider -> provider.mode() != mode);
        if (fitting.size() != 1) {
            List<String> names = providers().stream()
                    .map(provider -> provider.name() + " (" + provider.mode() + ")")
                    .toList();
            throw new IllegalStateException("This Tiled server has not exactly one provider of the kind " + mode
                    + "; its providers are " + names + ": choose one.");
        }
        return fitting.get(0);
    }
}
