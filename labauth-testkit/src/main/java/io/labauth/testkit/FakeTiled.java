package io.labauth.testkit;

import com.github.tomakehurst.wiremock.WireMockServer;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * A Tiled server for tests and for trying out, on a loopback port of this machine: signing in, keys and their scopes, without any data.
 *
 * <p>It has a provider {@code toy}, by user name and password, and an external one, {@code orcid}, with pages
 * for a browser; {@link #approve} and {@link #refuse} do the same without one. What differs between versions, and what may go wrong, is switched at {@link #behaviour()}; what was called is counted in
 * {@link #calls()}. No code of labauth is behind it. Thread-safe.
 */
public final class FakeTiled implements AutoCloseable {
    private final TiledAccounts accounts;
    private final TiledBehaviour behaviour = new TiledBehaviour();
    private final CallLog calls = new CallLog(System::nanoTime);
    private final WireMockServer server;

    FakeTiled(FakeTiledBuilder builder) {
        accounts = new TiledAccounts(builder.clock, behaviour);
        TiledSite site = new TiledSite(accounts, behaviour, calls, builder.singleUserKey, this::origin);
        server = LoopbackServer.start(builder.port, site);
    }

    /**
     * Starts a fake for many users, none of them yet, on a free port.
     *
     * @return the running fake
     */
    public static FakeTiled start() {
        return builder().start();
    }

    /**
     * Starts from the same defaults, to change some of them.
     *
     * @return a new builder
     */
    public static FakeTiledBuilder builder() {
        return new FakeTiledBuilder();
    }

    /**
     * Where it is.
     *
     * @return scheme, host and port
     */
    public URI uri() {
        return URI.create(origin());
    }

    /**
     * Adds a user.
     *
     * @param name the user's name
     * @param password the password; empty for a user of the external provider
     * @return the id of the principal
     */
    public UUID addUser(String name, String password) {
        return add(TiledPerson.user(name, password));
    }

    /**
     * Adds an administrator, who may create and revoke the keys of others.
     *
     * @param name the administrator's name
     * @param password the password; empty for one of the external provider
     * @return the id of the principal
     */
    public UUID addAdministrator(String name, String password) {
        return add(TiledPerson.administrator(name, password));
    }

    /**
     * Issues a key as {@code POST auth/apikey} would.
     *
     * @param name the owner
     * @param scopes what the key may do; all that the owner may if none is named
     * @return the key
     * @throws IllegalArgumentException if there is nobody of that name
     */
    public String issueKey(String name, String... scopes) {
        List<String> wanted = scopes.length == 0 ? List.of("inherit") : List.of(scopes);
        return accounts.issue(accounts.person(name), wanted, null, null).secret();
    }

    /**
     * Issues a key that ends.
     *
     * @param name the owner
     * @param expiresIn when it ends, from now on
     * @return the key
     * @throws IllegalArgumentException if there is nobody of that name
     */
    public String issueKey(String name, Duration expiresIn) {
        return accounts.issue(accounts.person(name), List.of("inherit"), expiresIn, null)
                .secret();
    }

    /**
     * Issues the code that a server of the old kind shows in the browser after a sign-in.
     *
     * @param name who signed in
     * @return the code
     * @throws IllegalArgumentException if there is nobody of that name
     */
    public String issueAccessCode(String name) {
        return accounts.signIn(accounts.person(name)).get(1);
    }

    /**
     * Signs a person in with the external provider: what they would do in the browser.
     *
     * @param userCode the code that the program showed
     * @param name who signs in
     * @throws IllegalArgumentException if no sign-in waits for that code, or there is nobody of that name
     */
    public void approve(String userCode, String name) {
        accounts.decide(userCode, accounts.person(name));
    }

    /**
     * Refuses a sign-in with the external provider.
     *
     * @param userCode the code that the program showed
     * @throws IllegalArgumentException if no sign-in waits for that code
     */
    public void refuse(String userCode) {
        accounts.decide(userCode, null);
    }

    /** Forgets all sign-ins that wait, as if their time were over. */
    public void forgetPending() {
        accounts.forgetPending();
    }

    /** Ends all sessions; access tokens are good until their own time is over. */
    public void endSessions() {
        accounts.endSessions();
    }

    /**
     * The switches.
     *
     * @return the behaviour, to be changed while the fake runs
     */
    public TiledBehaviour behaviour() {
        return behaviour;
    }

    /**
     * The calls so far; their method is the path below {@code /api/v1/}, such as {@code auth/whoami}, and among their parameters is
     * {@code Authorization} with the scheme alone.
     *
     * @return the log, which goes on growing
     */
    public CallLog calls() {
        return calls;
    }

    /** Stops the server and frees the port. */
    @Override
    public void close() {
        server.stop();
    }

    private UUID add(TiledPerson person) {
        accounts.add(person);
        return person.uuid();
    }

    private String origin() {
        return LoopbackServer.origin(server);
    }
}
