package io.labauth.labarchives;

import io.labauth.AuthenticationException;
import io.labauth.AuthenticationException.Reason;
import io.labauth.Callback;
import io.labauth.CallbackRejectedException;
import io.labauth.ConnectionException;
import io.labauth.LabAuthException;
import io.labauth.LoginException;
import io.labauth.LoginProvider;
import io.labauth.PendingLogin;
import io.labauth.Secret;
import io.labauth.ServiceException;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The LabArchives API for one application, known to LabArchives by an access key id and an access password.
 *
 * <p>A person signs in by the browser ({@link #begin}, {@link #complete}, best through a receiver such as {@code LocalLogin}), or with
 * an e-mail and a one-hour token ({@link #login(String, Secret)}); after that the uid is enough ({@link #resume}).
 *
 * <p>Calls follow the rules of use that LabArchives publishes: one at a time or a second apart; a refused call is never repeated, a GET
 * that failed at LabArchives is, after a second, then two and four; the exchange of a code never. When LabArchives finds
 * this machine's clock wrong (error 4504), it is asked for the time once, and the call is signed again.
 *
 * <p>Immutable but for that correction, and safe for use by many threads; one instance is enough for a program.
 */
public final class LabArchives implements LoginProvider<LabArchivesUser> {
    private final ApiUrls urls;
    private final Signer signer;
    private final ServiceClock clock;
    private final SignedCalls calls;
    private final Duration signInUrlValidity;
    private final SecureRandom random;

    LabArchives(LabArchivesBuilder settings) {
        this.urls = settings.urls();
        this.signer = settings.signer();
        this.clock = settings.serviceClock();
        this.calls = settings.calls(clock);
        this.signInUrlValidity = settings.signInUrlValidity();
        this.random = settings.random();
    }

    /**
     * Reads the access key from {@code ACCESS_KEYID} and {@code ACCESS_PWD}, and the API's address from {@code API_URL} (the region
     * {@link Region#US} where there is none): each from the environment of the process, else from the file {@code .env} in
     * the working directory.
     *
     * @return the client
     * @throws IllegalStateException if the key is in neither place, or the file cannot be read; says which and where
     * @throws IllegalArgumentException if {@code API_URL} is not an https address, or http on a loopback address
     */
    public static LabArchives fromEnvironment() {
        return fromEnvironment(System.getenv(), Path.of(""));
    }

    /**
     * The same as {@link #fromEnvironment()} from an environment and a directory of the caller's choice.
     *
     * @param environment names and values
     * @param directory where the file {@code .env} may be
     * @return the client
     * @throws IllegalStateException if the key is in neither place, or the file cannot be read; says which and where
     * @throws IllegalArgumentException if {@code API_URL} is not an https address, or http on a loopback address
     */
    public static LabArchives fromEnvironment(Map<String, String> environment, Path directory) {
        return builderFromEnvironment(environment, directory).build();
    }

    /**
     * The same as {@link #fromEnvironment(Map, Path)}, with other settings to be made.
     *
     * @param environment names and values
     * @param directory where the file {@code .env} may be
     * @return a builder that has the access key and the API's address
     * @throws IllegalStateException if the key is in neither place, or the file cannot be read; says which and where
     * @throws IllegalArgumentException if {@code API_URL} is not an https address, or http on a loopback address
     */
    public static LabArchivesBuilder builderFromEnvironment(Map<String, String> environment, Path directory) {
        return LabArchivesEnvironment.of(environment, directory).builder();
    }

    /**
     * Whether an access key id is where {@link #fromEnvironment(Map, Path)} looks for it; for programs that do something else without one.
     *
     * @param environment names and values
     * @param directory where the file {@code .env} may be
     * @return whether {@code ACCESS_KEYID} is set; the rest may still be missing
     * @throws IllegalStateException if the file cannot be read; says where
     */
    public static boolean isConfigured(Map<String, String> environment, Path directory) {
        return LabArchivesEnvironment.of(environment, directory).hasAccessKeyId();
    }

    /**
     * What {@link #fromEnvironment(Map, Path)} finds, and where; for programs that show it, or keep it for later.
     *
     * @param environment names and values
     * @param directory where the file {@code .env} may be
     * @return those of {@code API_URL}, {@code ACCESS_KEYID} and {@code ACCESS_PWD} that are set
     * @throws IllegalStateException if the file cannot be read; says where
     */
    public static List<LabArchivesSetting> settings(Map<String, String> environment, Path directory) {
        return LabArchivesEnvironment.of(environment, directory).found();
    }

    /**
     * Starts a client with settings of its own.
     *
     * @param accessKeyId the application's access key id
     * @param accessPassword the application's access password
     * @return a builder for the region {@link Region#US}
     * @throws IllegalArgumentException if the id is blank
     */
    public static LabArchivesBuilder builder(String accessKeyId, Secret accessPassword) {
        return new LabArchivesBuilder(accessKeyId, accessPassword);
    }

    /**
     * The signed address that a person's browser is sent to in order to sign in.
     *
     * <p>The callback URI is signed as it is. Because LabArchives gives nothing else back that would tie the answer to the
     * question, it should carry an unguessable last path segment, as {@link #begin} adds it.
     *
     * @param callbackUri where LabArchives sends the browser afterwards, with {@code email} and {@code auth_code} in the query:
     *     absolute, https, or http on a loopback address, no fragment, not ending in a digit. Composed by the application itself, never
     *     from a request: LabArchives signs API methods in the same way.
     * @return the address; valid for five minutes unless the builder says otherwise
     * @throws IllegalArgumentException if the URI is not of that form
     */
    public URI generateAuthUrl(URI callbackUri) {
        CallbackUris.check(callbackUri);
        String redirectUri = callbackUri.toString();
        long expires = clock.now().plus(signInUrlValidity).toEpochMilli();
        Map<String, String> query = signer.sign(redirectUri, expires);
        query.put("redirect_uri", redirectUri);
        return urls.signIn(query);
    }

    /** {@inheritDoc} An unguessable segment of 256 random bits is put behind the URI's path, since LabArchives has no {@code state}. */
    @Override
    public PendingLogin begin(URI callbackUri) {
        URI bound = CallbackUris.withLastSegment(callbackUri, randomSegment());
        return new PendingLogin(bound, generateAuthUrl(bound), clock.now());
    }

    @Override
    public void check(PendingLogin pending, Callback callback) {
        boolean denied = callback.parameter("error").isPresent();
        boolean hasCode = text(callback, "auth_code").isPresent();
        boolean complete = hasCode && text(callback, "email").isPresent();
        if (denied ? hasCode : !complete) {
            throw new CallbackRejectedException("The callback does not carry one email and one auth_code.");
        }
    }

    @Override
    public LabArchivesUser complete(PendingLogin pending, Callback callback) {
        check(pending, callback);
        if (callback.parameter("error").isPresent()) {
            throw new LoginException(
                    LoginException.Reason.DENIED,
                    "The sign-in was refused at LabArchives. Start again to choose another account, or use a token from"
                            + " LabArchives, External App authentication.",
                    null);
        }
        return login(
                text(callback, "email").orElseThrow(),
                Secret.of(text(callback, "auth_code").orElseThrow()));
    }

    @Override
    public String registration() {
        return urls.host() + " " + signer.accessKeyId();
    }

    @Override
    public String serviceName() {
        return "LabArchives";
    }

    /** {@inheritDoc} The full name, or the e-mail where LabArchives gives no name. */
    @Override
    public String displayName(LabArchivesUser user) {
        return user.fullName().isEmpty() ? user.email() : user.fullName();
    }

    @Override
    public String email(LabArchivesUser user) {
        return user.email();
    }

    @Override
    public String withoutBrowser() {
        return "get a one-hour token in LabArchives (your name, External App authentication) and call login(email, token)";
    }

    /**
     * The same sign-in with the callback URI left exactly as it is given, for a service or proxy that lets through one path alone.
     *
     * <p><b>Risk:</b> nothing then ties the callback to the login. Whoever can make the person's browser open an address can finish the login with a
     * code of their own, so that the person works in a stranger's notebook. Prefer this object itself, which puts an
     * unguessable segment behind the path.
     *
     * @return a provider for receivers
     */
    public LoginProvider<LabArchivesUser> withUnprotectedCallbackUri() {
        return new UnprotectedCallbackUri(this, clock);
    }

    /**
     * Signs a person in with a code. As {@link #login(String, Secret)}.
     *
     * @param email the person's e-mail address
     * @param authCode the callback's {@code auth_code}, or the person's one-hour token
     * @return the signed-in user
     * @throws IllegalArgumentException if one of them is blank
     * @throws LabAuthException as for the other form
     */
    public LabArchivesUser login(String email, String authCode) {
        return login(email, Secret.of(requireText(authCode, "code")));
    }

    /**
     * Signs a person in with a code: one request, never repeated.
     *
     * @param email the person's e-mail address
     * @param authCode the callback's {@code auth_code}, or the person's one-hour token from LabArchives (own name at the top right, <i>External
     *     App authentication</i>)
     * @return the signed-in user, as LabArchives names them
     * @throws IllegalArgumentException if the e-mail is blank
     * @throws AuthenticationException if LabArchives does not accept the code, the access key or the clock, or names a user of
     *     another e-mail
     * @throws ServiceException if LabArchives fails, or its answer is not a user
     * @throws ConnectionException if no complete answer came in time
     */
    public LabArchivesUser login(String email, Secret authCode) {
        ApiRequest exchange = ApiRequest.get("users", "user_access_info")
                .parameters(Map.of("login_or_email", requireText(email, "e-mail"), "password", authCode.reveal()))
                .once();
        UserAnswer answer = user(exchange, calls.read(exchange));
        if (answer.email()
                .filter(named -> !named.equalsIgnoreCase(email.strip()))
                .isPresent()) {
            throw new AuthenticationException(
                    Reason.IDENTITY_MISMATCH,
                    "LabArchives names a user of another e-mail than the one signed in with: sign in again.",
                    null);
        }
        return new LabArchivesUser(this, answer, answer.email().orElse(email));
    }

    /**
     * Lets a person in again who has signed in before: no browser, no code.
     *
     * @param uid the {@link LabArchivesUser#uid()} of that time, stored by the caller
     * @return the user, with the notebooks of today
     * @throws IllegalArgumentException if the uid is blank
     * @throws AuthenticationException with {@link Reason#USER_UNKNOWN} if the uid was revoked or belongs to another access key
     * @throws ServiceException if LabArchives fails, or its answer is not a user
     * @throws ConnectionException if no complete answer came in time
     */
    public LabArchivesUser resume(String uid) {
        ApiRequest request =
                ApiRequest.get("users", "user_info_via_id").parameters(Map.of("uid", requireText(uid, "uid")));
        UserAnswer answer = user(request, calls.read(request));
        return new LabArchivesUser(this, answer, answer.email().orElse(""));
    }

    /**
     * Asks LabArchives for the time, for instance to find out how wrong this machine's clock is. Needs no signature; a wrong clock is
     * otherwise put right by itself.
     *
     * @return the time at LabArchives, as of its answer
     * @throws ServiceException if LabArchives fails, or its answer is not a time
     * @throws ConnectionException if no complete answer came in time
     */
    public Instant serviceTime() {
        return calls.serviceTime();
    }

    /**
     * Calls any method of LabArchives' API by a signed GET.
     *
     * @param apiClass the first part of the method's path, for instance {@code users}
     * @param method the last part, for instance {@code email_has_account}
     * @param parameters names and values, not encoded
     * @return the answer, to be closed
     * @throws LabAuthException as for {@link #send}
     */
    public ApiResponse get(String apiClass, String method, Map<String, String> parameters) {
        return send(ApiRequest.get(apiClass, method).parameters(parameters));
    }

    /**
     * Calls any method of LabArchives' API by a signed POST; never repeated.
     *
     * @param apiClass the first part of the method's path, for instance {@code entries}
     * @param method the last part, for instance {@code add_entry}
     * @param parameters names and values, not encoded; they travel as a form
     * @return the answer, to be closed
     * @throws LabAuthException as for {@link #send}
     */
    public ApiResponse post(String apiClass, String method, Map<String, String> parameters) {
        return send(ApiRequest.post(apiClass, method).parameters(parameters));
    }

    /**
     * Signs and sends any call.
     *
     * @param request the call
     * @return the answer, of status 200; to be closed
     * @throws AuthenticationException if the access key, the uid or the clock is not accepted
     * @throws io.labauth.AuthorizationException if the user may not do this
     * @throws ServiceException if LabArchives fails, or does not understand the request
     * @throws ConnectionException if no answer came in time
     */
    public ApiResponse send(ApiRequest request) {
        return calls.send(request);
    }

    @Override
    public String toString() {
        return "LabArchives[" + urls.host() + "]";
    }

    long maxUploadSize(String uid) {
        ApiRequest request = ApiRequest.get("users", "max_file_size").parameters(Map.of("uid", uid));
        return calls.read(request)
                .filter(document -> document.name().equals("users"))
                .flatMap(users -> users.text("max-file-size"))
                .filter(text -> text.matches("\\d{1,18}"))
                .map(Long::parseLong)
                .orElseThrow(() -> SignedCalls.unreadable(request, "a size"));
    }

    private static Optional<String> text(Callback callback, String name) {
        return callback.parameter(name).filter(text -> !text.isBlank());
    }

    private static UserAnswer user(ApiRequest request, Optional<Xml> document) {
        return document.flatMap(UserAnswer::of).orElseThrow(() -> SignedCalls.unreadable(request, "a user with an id"));
    }

    private String randomSegment() {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        // Ends in a letter: nothing separates the URI from the digits of `expires` in what is signed.
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes) + "z";
    }

    private static String requireText(@Nullable String text, String name) {
        if (text == null || text.isBlank()) {
            throw new IllegalArgumentException("The " + name + " is blank.");
        }
        return text;
    }
}
