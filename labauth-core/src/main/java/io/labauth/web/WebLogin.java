package io.labauth.web;

import io.labauth.AuthorizationException;
import io.labauth.Callback;
import io.labauth.LabAuthException;
import io.labauth.LoginProvider;
import io.labauth.PendingLogin;
import io.labauth.web.FlowCookies.Received;
import io.labauth.web.LoginStep.Redirect;
import io.labauth.web.LoginStep.Refused;
import io.labauth.web.LoginStep.SignedIn;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Signs people in to a web application through one provider, on any number of nodes, and keeps nothing of a login that is under way: it
 * travels sealed in a cookie of the browser that began it.
 *
 * <p>What comes back is checked in this order: the callback's form, the cookie, its seal, that it belongs to this very callback, its age, that
 * the configuration is still the same, that it was not used before; only then is the code exchanged, once.
 *
 * <p>Nothing but the base URL of the settings goes into the callback URI and into redirects. Immutable but for what {@link
 * ConsumedFlows} remembers, and safe for use by many threads.
 *
 * @param <U> the signed-in user
 */
public final class WebLogin<U> {
    /** How long a person may take from the beginning of a login to its end. */
    public static final Duration LIFETIME = Duration.ofMinutes(10);

    /** The parameter of the page that begins a login, with the page that the person wants: {@value}. */
    public static final String RETURN_TO = "returnTo";

    private static final Logger LOG = System.getLogger(WebLogin.class.getName());
    private static final Duration CLOCK_SKEW = Duration.ofSeconds(90);
    private static final int SIGN_INS_A_MINUTE = 3;

    private final LoginProvider<U> provider;
    private final String name;
    private final Clock clock;
    private final CallbackAddress callbacks;
    private final FlowCookies cookies;
    private final FlowSeal seal;
    private final FlowShelf shelf;
    private final ReturnTo returnTo;
    private final URI loginUri;
    private final ConsumedFlows consumedFlows;
    private final Semaphore exchanges;

    WebLogin(WebLoginBuilder<U> settings) {
        this.provider = settings.provider;
        this.name = settings.name;
        this.clock = settings.clock;
        this.callbacks = new CallbackAddress(settings.baseUrl, settings.callbackPath);
        this.cookies = new FlowCookies(settings.baseUrl, LIFETIME);
        this.seal = new FlowSeal(settings.keys);
        this.shelf = new FlowShelf(seal, new SecureRandom());
        this.returnTo = new ReturnTo(settings.baseUrl, settings.ownPaths());
        this.loginUri = URI.create(settings.baseUrl + settings.loginPath);
        this.consumedFlows = settings.consumedFlows();
        this.exchanges = new Semaphore(settings.exchangesAtOnce);
    }

    /**
     * Starts the settings of a web login.
     *
     * @param provider whom people sign in with; one that ties the callback to the login by {@code state} or by the callback's path
     * @param baseUrl where people reach the application: https, or http on a loopback address; with the application's path if it has one,
     *     without query and fragment
     * @param keys what seals pending logins; the same on all nodes
     * @param <U> the signed-in user
     * @return a builder
     * @throws IllegalArgumentException if the base URL is not of that form
     */
    public static <U> WebLoginBuilder<U> builder(LoginProvider<U> provider, URI baseUrl, SealingKeys keys) {
        return new WebLoginBuilder<>(provider, baseUrl, keys);
    }

    /**
     * Begins a login. To be called for a person's own navigation alone, see {@link Navigation}; blocks where the provider must ask
     * its service.
     *
     * @param wish the page that the person wants, path and query; anything but a page of the application is taken for its first page, and so is
     *     null
     * @param cookieHeaders the values of the request's {@code Cookie} headers, as they are
     * @return {@link Redirect} to the service's sign-in page, or {@link Refused}
     * @throws IllegalStateException if the provider does not tie its callbacks to the login
     */
    public LoginStep<U> start(@Nullable String wish, List<String> cookieHeaders) {
        Received received = cookies.read(cookieHeaders);
        String page = returnTo.checked(wish);
        if (received.signIns() >= SIGN_INS_A_MINUTE) {
            return refused(Refusal.SESSION_LOST, null, page, List.of(cookies.clearCount()));
        }
        try {
            return limited(() -> redirect(provider.begin(callbacks.uri()), page, received));
        } catch (RefusedFlow e) {
            return refused(e.reason(), null, page, List.of());
        } catch (AuthorizationException e) {
            // Nobody is known yet: it is the application that may not do this.
            return refused(Refusal.MISCONFIGURED, e, page, List.of());
        } catch (LabAuthException e) {
            return refused(Refusal.of(e), e, page, List.of());
        }
    }

    /**
     * Finishes a login. To be called for a person's own navigation alone, see {@link Navigation}; blocks for the exchange.
     *
     * @param rawPath the request's whole path, undecoded
     * @param rawQuery the request's query, undecoded and without {@code ?}; null for none
     * @param cookieHeaders the values of the request's {@code Cookie} headers, as they are
     * @return {@link SignedIn}; {@link Redirect} if this callback has signed the person in before; or {@link Refused}
     */
    public LoginStep<U> finish(String rawPath, @Nullable String rawQuery, List<String> cookieHeaders) {
        Received received = cookies.read(cookieHeaders);
        String page = returnTo.home();
        try {
            Callback callback = Callback.parse(rawQuery);
            CallbackAddress.Arrival arrival = callbacks.arrival(rawPath, callback);
            Flow flow = shelf.find(arrival, received);
            page = flow.returnTo();
            checkAgeAndConfiguration(flow);
            if (flow.finished()) {
                return new Redirect<>(returnTo.toUri(page), List.of());
            }
            return limited(() -> complete(flow, flow.pending(arrival.callbackUri()), callback, received));
        } catch (RefusedFlow e) {
            return refused(e.reason(), null, page, List.of());
        } catch (LabAuthException e) {
            return refused(Refusal.of(e), e, page, List.of());
        }
    }

    /**
     * Turns away a person who has signed in, where the application does not let them in after all.
     *
     * @param signedIn what {@link #finish} gave
     * @param reason why
     * @param failure the failure behind it, for the log; null for none
     * @return what to do in place of {@link SignedIn}: the browser forgets the login, whose callback cannot be used again
     */
    public Refused<U> turnAway(SignedIn<U> signedIn, Refusal reason, @Nullable LabAuthException failure) {
        URI page = signedIn.location();
        String query = page.getRawQuery() == null ? "" : "?" + page.getRawQuery();
        return refused(
                reason,
                failure,
                page.getRawPath() + query,
                signedIn.cookies().stream().map(cookies::clear).toList());
    }

    /**
     * Forgets how often this browser has signed in: the cookies to set when a person signs out.
     *
     * @return values of {@code Set-Cookie} headers
     */
    public List<String> signOutCookies() {
        return List.of(cookies.clearCount());
    }

    /**
     * The provider that people sign in with.
     *
     * @return the provider
     */
    public LoginProvider<U> provider() {
        return provider;
    }

    /**
     * The page that begins a login.
     *
     * @param wish the page that the person wants, path and query
     * @return the page's absolute URI; without the wish where that is not a page of the application, or its first page
     */
    public URI loginUri(@Nullable String wish) {
        return startAgain(returnTo.checked(wish));
    }

    /**
     * Where somebody goes who is signed in already.
     *
     * @param wish the page that the person wants, path and query
     * @return the page's absolute URI; the application's first page where the wish is not one of its pages
     */
    public URI pageUri(@Nullable String wish) {
        return returnTo.toUri(returnTo.checked(wish));
    }

    @Override
    public String toString() {
        return "WebLogin[" + name + "]";
    }

    private LoginStep<U> redirect(PendingLogin pending, String page, Received received) {
        Instant now = clock.instant();
        Flow flow = new Flow(
                Digests.of(callbacks.binding(pending)),
                shelf.freeSlot(received, now.minus(LIFETIME).minus(CLOCK_SKEW)),
                callbacks.isInPath(pending),
                false,
                name,
                Digests.of(provider.registration()),
                now.truncatedTo(ChronoUnit.MILLIS),
                page,
                pending.secrets());
        return new Redirect<>(pending.authorizationUri(), List.of(cookies.set(flow.slot(), seal.seal(flow))));
    }

    private void checkAgeAndConfiguration(Flow flow) {
        Duration age = Duration.between(flow.startedAt(), clock.instant());
        if (age.compareTo(LIFETIME.plus(CLOCK_SKEW)) > 0 || age.compareTo(CLOCK_SKEW.negated()) < 0) {
            throw new RefusedFlow(Refusal.EXPIRED);
        }
        if (!flow.provider().equals(name) || !flow.registration().equals(Digests.of(provider.registration()))) {
            throw new RefusedFlow(Refusal.CONFIGURATION_CHANGED);
        }
    }

    private LoginStep<U> complete(Flow flow, PendingLogin pending, Callback callback, Received received) {
        provider.check(pending, callback);
        try {
            consume(flow);
            U user = provider.complete(pending, callback);
            return new SignedIn<>(
                    user,
                    returnTo.toUri(flow.returnTo()),
                    List.of(cookies.set(flow.slot(), seal.seal(flow.toFinished())), cookies.countSignIn(received)));
        } catch (LabAuthException e) {
            return refused(Refusal.of(e), e, flow.returnTo(), List.of(cookies.clear(flow.slot())));
        }
    }

    private LoginStep<U> limited(Supplier<LoginStep<U>> step) {
        if (!exchanges.tryAcquire()) {
            throw new RefusedFlow(Refusal.BUSY);
        }
        try {
            return step.get();
        } finally {
            exchanges.release();
        }
    }

    private void consume(Flow flow) {
        Instant forgetAt = flow.startedAt().plus(LIFETIME).plus(CLOCK_SKEW.multipliedBy(2));
        switch (consumedFlows.consume(flow.id(), forgetAt)) {
            case FIRST -> {}
            case AGAIN -> throw new RefusedFlow(Refusal.ALREADY_USED);
            case UNKNOWN -> throw new RefusedFlow(Refusal.STORE_UNAVAILABLE);
        }
    }

    private Refused<U> refused(
            Refusal reason, @Nullable LabAuthException failure, String page, List<String> setCookies) {
        Level level = reason.concernsTheOperator() ? Level.WARNING : Level.DEBUG;
        LOG.log(
                level,
                () -> "A sign-in was refused: " + reason.code()
                        + (failure == null ? "." : ". " + failure.getMessage()));
        return new Refused<>(
                reason, provider.serviceName(), Optional.ofNullable(failure), startAgain(page), setCookies);
    }

    private URI startAgain(String page) {
        return page.equals(returnTo.home())
                ? loginUri
                : URI.create(loginUri + "?" + RETURN_TO + "=" + URLEncoder.encode(page, StandardCharsets.UTF_8));
    }
}
