package io.labauth.oauth2;

import io.labauth.AuthenticationException;
import io.labauth.AuthenticationException.Reason;
import io.labauth.LabAuthException;
import io.labauth.Secret;
import io.labauth.http.Loopback;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A person who is signed in, and the tokens that prove it.
 *
 * <p>The claims are those of the sign-in; the tokens change with each refresh. Safe for use by many threads, which share each refresh.
 * {@code toString} shows nobody.
 */
public final class OAuth2Session {
    private final OAuth2Provider provider;
    private final Map<String, Object> claims;
    private final OneAtATime<Tokens> refreshes = new OneAtATime<>();
    private final ReentrantLock afterwards = new ReentrantLock();
    private final AtomicBoolean untold = new AtomicBoolean();
    private volatile Tokens tokens;
    private volatile Consumer<OAuth2Session> afterRefresh = session -> {};

    OAuth2Session(OAuth2Provider provider, Tokens tokens, Map<String, Object> claims) {
        this.provider = provider;
        this.tokens = tokens;
        this.claims = claims;
    }

    /**
     * Who has signed in, by the service's own lasting identifier; unique at this service alone.
     *
     * @return for instance an ORCID iD; empty if the service told nothing of the person, as may be after a sign-in on another device
     */
    public String subject() {
        return claim(provider.identityClaim()).orElse("");
    }

    /**
     * The person's name.
     *
     * @return the claim {@code name}, else {@code preferred_username}, {@code login} or {@code email}; empty if there is none of them
     */
    public String name() {
        return claim("name")
                .or(() -> claim("preferred_username"))
                .or(() -> claim("login"))
                .or(() -> claim("email"))
                .orElse("");
    }

    /**
     * A claim as text.
     *
     * @param name for instance {@code email}
     * @return a text as it is, a number or boolean as text; empty if the claim is missing, blank or anything else
     */
    public Optional<String> claim(String name) {
        Object value = claims.get(name);
        return Optional.ofNullable(value)
                .filter(found -> found instanceof String || found instanceof Number || found instanceof Boolean)
                .map(Object::toString)
                .filter(text -> !text.isBlank());
    }

    /**
     * All that the ID token and the user-info endpoint said at the sign-in.
     *
     * @return an unmodifiable map of texts, numbers, booleans, lists and maps
     */
    public Map<String, Object> claims() {
        return claims;
    }

    /**
     * Asks the service's user-info endpoint whom it takes the access token for: whether it still accepts it.
     *
     * @return what it says now, as {@link #claims()}; empty where there is nobody to ask
     * @throws AuthenticationException if the service does not, or no longer, accept the access token; or names somebody else
     * @throws LabAuthException of another kind if the service failed or did not answer
     */
    public Optional<Map<String, Object>> userInfo() {
        return provider.userInfo(tokens, claims);
    }

    /**
     * The access token of now. {@link #applyTo} is better where there is a request.
     *
     * @return the token; it may be over
     */
    public Secret accessToken() {
        return tokens.access();
    }

    /**
     * Until when the access token is good.
     *
     * @return by this machine's clock; empty if the service does not say
     */
    public Optional<Instant> expiresAt() {
        return Optional.ofNullable(tokens.expiresAt());
    }

    /**
     * What the access token allows.
     *
     * @return the scopes, in the service's order; those that were asked for where the service does not say
     */
    public List<String> scopes() {
        return tokens.scopes();
    }

    /**
     * Puts the access token into a request as its {@code Authorization} (RFC 6750, 2.1); refreshes it before if it is over or has less than half a
     * minute left, and can be refreshed.
     *
     * @param request a request whose address is set: https, or http on a loopback address. Send it to the service that the token is for, and
     *     to no other.
     * @return the same builder
     * @throws IllegalArgumentException if the address is of another form
     * @throws LabAuthException as for {@link #refresh()}, if that is due
     */
    public HttpRequest.Builder applyTo(HttpRequest.Builder request) {
        if (!Loopback.isHttpsOrLoopback(request.copy().build().uri())) {
            throw new IllegalArgumentException("A token is sent by https alone, or by http to this machine.");
        }
        if (isDue(tokens) && tokens.refresh() != null) {
            refreshWhere(this::isDue);
        }
        return request.setHeader("Authorization", "Bearer " + tokens.access().reveal());
    }

    /**
     * Gets a new access token (RFC 6749, section 6). Threads that call this at the same time share one request; a new refresh token takes
     * the old one's place.
     *
     * @return this
     * @throws AuthenticationException if the service no longer accepts the refresh token, or there is none: sign in again
     * @throws LabAuthException of another kind if the service failed or did not answer
     */
    public OAuth2Session refresh() {
        refreshWhere(held -> true);
        return this;
    }

    /**
     * Says what to do after each refresh: as a rule to {@link #save()}, since many services accept a refresh token once.
     *
     * @param action called by the refreshing thread, before its call returns; or, while another thread is at it, by that one once more, so
     *     that it is never called twice at a time. What it throws reaches that thread, while the session has its new tokens all the same.
     *     Within it {@link #refresh()} and {@link #applyTo} take the tokens as they are, and ask nobody.
     * @return this
     */
    public OAuth2Session whenRefreshed(Consumer<OAuth2Session> action) {
        this.afterRefresh = action;
        return this;
    }

    /**
     * Revokes the tokens at the service (RFC 7009): the refresh token, then the access token where the service can.
     *
     * @throws IllegalStateException if the service offers no revocation
     * @throws LabAuthException if it failed, or did not answer: the tokens may live on
     */
    public void revoke() {
        provider.revoke(tokens);
    }

    /**
     * Where to send the browser to sign out at the service too (OpenID Connect RP-Initiated Logout).
     *
     * @param returnTo where the service sends the browser afterwards, as registered there; null for nowhere
     * @return the address, with the ID token in it: for the person's own browser alone; empty if the service offers no such sign-out
     */
    public Optional<URI> logoutUrl(@Nullable URI returnTo) {
        return provider.logoutUrl(tokens, returnTo);
    }

    /**
     * The session as one value: seal it, or write it to a {@link io.labauth.SecretFile}. {@link OAuth2Provider#restore} makes it a session
     * again.
     *
     * @return tokens and claims; whoever has it is signed in as this person
     */
    public Secret save() {
        return provider.saved(tokens, claims);
    }

    @Override
    public String toString() {
        return "OAuth2Session[" + provider.serviceName() + "]";
    }

    private boolean isDue(Tokens held) {
        return provider.isDue(held);
    }

    /** Together with whoever does so now; what is to be done afterwards comes when nobody waits for it any more. */
    private void refreshWhere(Predicate<Tokens> due) {
        if (afterwards.isHeldByCurrentThread()) {
            return;
        }
        AtomicBoolean renewed = new AtomicBoolean();
        try {
            refreshes.run(() -> due.test(tokens) ? refreshed(tokens, renewed) : tokens);
        } finally {
            if (renewed.get()) {
                tell();
            }
        }
    }

    /** By one thread at a time, so that what is saved last is what is newest; and none waits for another, which may wait for it. */
    private void tell() {
        untold.set(true);
        while (untold.get() && afterwards.tryLock()) {
            try {
                if (untold.getAndSet(false)) {
                    afterRefresh.accept(this);
                }
            } finally {
                afterwards.unlock();
            }
        }
    }

    private Tokens refreshed(Tokens held, AtomicBoolean renewed) {
        if (held.refresh() == null) {
            throw new AuthenticationException(
                    Reason.SESSION_EXPIRED,
                    provider.serviceName()
                            + " gave no refresh token (some want the scope offline_access): sign in again.",
                    null);
        }
        Tokens fresh = provider.refreshed(held, held.refresh());
        try {
            provider.checkSame(fresh, claims.get("sub"));
        } catch (LabAuthException e) {
            // The refresh token that was sent is spent by now, whatever becomes of the rest.
            if (!isMismatch(e)) {
                tokens = held.refreshedBy(fresh);
                renewed.set(true);
            }
            throw e;
        }
        tokens = fresh.inPlaceOf(held);
        renewed.set(true);
        return tokens;
    }

    private static boolean isMismatch(LabAuthException e) {
        return e instanceof AuthenticationException refused && refused.reason() == Reason.IDENTITY_MISMATCH;
    }
}
