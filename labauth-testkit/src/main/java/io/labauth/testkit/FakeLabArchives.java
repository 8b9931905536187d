package io.labauth.testkit;

import com.github.tomakehurst.wiremock.WireMockServer;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;

/**
 * A LabArchives server for tests and for trying out, on a loopback port of this machine.
 *
 * <p>Checks signatures, shows a sign-in page, issues and exchanges codes and tokens, and answers the calls around sign-in as
 * the service does, on its own: no code of labauth is behind it. What no public source settles, and what may go wrong, is
 * switched at {@link #behaviour()}; what was called is counted in {@link #calls()}. Codes and tokens are random, users and
 * notebooks made up. Thread-safe.
 */
public final class FakeLabArchives implements AutoCloseable {
    private final String accessKeyId;
    private final String accessPassword;
    private final Accounts accounts;
    private final FakeBehaviour behaviour = new FakeBehaviour();
    private final CallLog calls = new CallLog(System::nanoTime);
    private final IssuedCodes codes;
    private final ApiEndpoint api;
    private final SignIn signIn;
    private final WireMockServer server;

    FakeLabArchives(FakeLabArchivesBuilder builder) {
        accessKeyId = builder.accessKeyId;
        accessPassword = builder.accessPassword;
        accounts = new Accounts(accessKeyId, accessPassword);
        Clock clock = new OffsetClock(builder.clock, behaviour);
        codes = new IssuedCodes(behaviour, clock);
        SignatureCheck signatures = new SignatureCheck(accounts, behaviour, clock);
        ApiMethods methods = new ApiMethods(accounts, codes, behaviour, clock, this::apiUrl);
        api = new ApiEndpoint(signatures, methods, behaviour, calls);
        signIn = new SignIn(signatures, accounts, codes, behaviour);
        SignInPages signInPages = new SignInPages(signIn, accounts);
        TokenPages tokenPages = new TokenPages(accounts, codes, clock, accessKeyId, this::apiUrl);
        server = LoopbackServer.start(builder.port, new FakeSite(api, signInPages, tokenPages));
    }

    /**
     * Starts a fake without users, on a free port, with a random access key.
     *
     * @return the running fake
     */
    public static FakeLabArchives start() {
        return builder().start();
    }

    /**
     * Starts from the same defaults, to change some of them.
     *
     * @return a new builder
     */
    public static FakeLabArchivesBuilder builder() {
        return new FakeLabArchivesBuilder();
    }

    /**
     * Made-up lab people with notebooks, for a demonstration; none is added by itself.
     *
     * @return users for {@link #addUser(FakeUser)}
     */
    public static List<FakeUser> demoUsers() {
        return DemoUsers.all();
    }

    /**
     * Runs a fake as a program until it is stopped; {@code --help} tells the options.
     *
     * @param args the options
     */
    public static void main(String[] args) {
        // WireMock's own copy of SLF4J would tell that it has no backend.
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        System.exit(FakeLabArchivesCommand.commandLine(new CountDownLatch(1)).execute(args));
    }

    /**
     * Where the API is.
     *
     * @return an absolute URI that ends in {@code /api}
     */
    public URI apiUrl() {
        return URI.create(LoopbackServer.origin(server) + "/api");
    }

    /**
     * Where the page is on which a person sees the users and gets a one-hour token.
     *
     * @return an absolute URI for a browser
     */
    public URI homeUrl() {
        return URI.create(LoopbackServer.origin(server) + TokenPages.HOME_PATH);
    }

    /**
     * The id of the first access key.
     *
     * @return the access key id
     */
    public String accessKeyId() {
        return accessKeyId;
    }

    /**
     * The password of the first access key, with which calls are signed.
     *
     * @return the access password
     */
    public String accessPassword() {
        return accessPassword;
    }

    /**
     * Adds a second access key, which gets other uids for the same users.
     *
     * @param id the access key id
     * @param password the access password
     */
    public void addAccessKey(String id, String password) {
        accounts.addAccessKey(id, password);
    }

    /**
     * Adds a user, in place of an earlier one of the same e-mail address.
     *
     * @param email the e-mail address
     * @param fullName first and last name, separated by a space
     * @param notebooks the names of the notebooks; the first is the default one
     * @return the user with the generated uid
     */
    public FakeUser addUser(String email, String fullName, String... notebooks) {
        return addUser(FakeUser.of(email, fullName, notebooks));
    }

    /**
     * Adds a user, in place of an earlier one of the same e-mail address.
     *
     * @param user the user; an empty uid is generated
     * @return the user with the uid that the first access key gets
     * @throws IllegalArgumentException if another user has the same uid
     */
    public FakeUser addUser(FakeUser user) {
        return accounts.add(user);
    }

    /**
     * The users that can sign in.
     *
     * @return the users in the order in which they were added, with the uids that the first access key gets
     */
    public List<FakeUser> users() {
        return accounts.users();
    }

    /**
     * Signs a user in without the page: what the browser would do with the application's sign-in link.
     *
     * @param authUrl the link, signed by the application
     * @param email the e-mail address of the user to choose
     * @return where the browser is sent, with {@code auth_code} and {@code email}
     * @throws IllegalArgumentException if the page would show an error, which the message repeats
     */
    public URI signIn(URI authUrl, String email) {
        return decide(authUrl, wish -> signIn.accept(wish, email));
    }

    /**
     * Refuses without the page: what the browser would do with the application's sign-in link.
     *
     * @param authUrl the link, signed by the application
     * @return where the browser is sent, with {@code error}
     * @throws IllegalArgumentException if the page would show an error, which the message repeats
     */
    public URI refuse(URI authUrl) {
        return decide(authUrl, signIn::refuse);
    }

    /**
     * Issues a code as a sign-in through the first access key would.
     *
     * @param email the e-mail address of a user
     * @return the code, not percent-encoded
     * @throws IllegalArgumentException if there is no such user
     */
    public String issueCode(String email) {
        return codes.issueCode(accessKeyId, known(email));
    }

    /**
     * Issues a one-hour token, as a user finds it on the service's web pages under "External App authentication".
     *
     * @param email the e-mail address of a user
     * @return the token, not percent-encoded, which may be used repeatedly until the hour is over
     * @throws IllegalArgumentException if there is no such user
     */
    public String issueToken(String email) {
        return codes.issueToken(known(email));
    }

    /**
     * Ends a uid: calls with it get 4507 from now on, and the user's next sign-in gives another.
     *
     * @param uid the uid
     * @throws IllegalArgumentException if there is no such uid
     */
    public void revoke(String uid) {
        accounts.revoke(uid);
    }

    /**
     * Prepares the answer to a method that the fake does not know by itself; the signature is checked all the same.
     *
     * @param apiClass the class of the method, such as {@code tree_tools}
     * @param method the method, such as {@code get_tree_level}
     * @param xml the body of the answer
     */
    public void answer(String apiClass, String method, String xml) {
        api.answer(apiClass, method, xml);
    }

    /**
     * The switches.
     *
     * @return the behaviour, to be changed while the fake runs
     */
    public FakeBehaviour behaviour() {
        return behaviour;
    }

    /**
     * The calls so far.
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

    Accounts.Snapshot accounts() {
        return accounts.snapshot();
    }

    void reset(Accounts.Snapshot accountsThen) {
        accounts.restore(accountsThen);
        behaviour.reset();
        codes.clear();
        api.forgetCannedAnswers();
        calls.reset();
    }

    private URI decide(URI authUrl, Function<SignIn.Wish, URI> decision) {
        try {
            String query = Objects.requireNonNullElse(authUrl.getRawQuery(), "");
            return decision.apply(signIn.opened(Parameters.parse(query)));
        } catch (ApiFailure failure) {
            throw new IllegalArgumentException(failure.code() + ": " + failure.description(), failure);
        }
    }

    private String known(String email) {
        return accounts.byEmail(accessKeyId, email)
                .map(FakeUser::email)
                .orElseThrow(() -> new IllegalArgumentException("This fake has no user " + email + "; add one first."));
    }
}
