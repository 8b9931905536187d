package io.labauth.testkit;

import com.github.tomakehurst.wiremock.WireMockServer;
import java.net.URI;
import java.time.Clock;
import java.util.List;

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
    private final WireMockServer server;

    private FakeLabArchives(Builder builder) {
        accessKeyId = builder.accessKeyId;
        accessPassword = builder.accessPassword;
        accounts = new Accounts(accessKeyId, accessPassword);
        Clock clock = new OffsetClock(builder.clock, behaviour);
        codes = new IssuedCodes(behaviour, clock);
        SignatureCheck signatures = new SignatureCheck(accounts, behaviour, clock);
        ApiMethods methods = new ApiMethods(accounts, codes, behaviour, clock, this::apiUrl);
        api = new ApiEndpoint(signatures, methods, behaviour, calls);
        server = LoopbackServer.start(builder.port, new FakeSite(api));
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
    public static Builder builder() {
        return new Builder();
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

    private String known(String email) {
        return accounts.byEmail(accessKeyId, email)
                .map(FakeUser::email)
                .orElseThrow(() -> new IllegalArgumentException("This fake has no user " + email + "; add one first."));
    }

    /** The settings of a {@link FakeLabArchives}. */
    public static final class Builder {
        private int port;
        private String accessKeyId = RandomText.accessKeyId();
        private String accessPassword = RandomText.accessPassword();
        private Clock clock = Clock.systemUTC();

        private Builder() {}

        /**
         * Sets the port.
         *
         * @param value the port, or 0 for any free one, which is the default
         * @return this
         */
        public Builder port(int value) {
            port = value;
            return this;
        }

        /**
         * Sets the access key id.
         *
         * @param value the id; random by default
         * @return this
         */
        public Builder accessKeyId(String value) {
            accessKeyId = value;
            return this;
        }

        /**
         * Sets the access password.
         *
         * @param value the password; random by default
         * @return this
         */
        public Builder accessPassword(String value) {
            accessPassword = value;
            return this;
        }

        /**
         * Sets the clock that signatures, codes and tokens are judged by.
         *
         * @param value the clock; the system's by default
         * @return this
         */
        public Builder clock(Clock value) {
            clock = value;
            return this;
        }

        /**
         * Starts the fake.
         *
         * @return the running fake
         * @throws IllegalStateException if the port is taken
         */
        public FakeLabArchives start() {
            return new FakeLabArchives(this);
        }
    }
}
