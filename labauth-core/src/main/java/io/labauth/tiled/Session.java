package io.labauth.tiled;

import io.labauth.AuthenticationException;
import io.labauth.AuthenticationException.Reason;
import io.labauth.Credential;
import io.labauth.KeyOrigin;
import io.labauth.Secret;
import io.labauth.http.HttpCalls.Answer;
import io.labauth.http.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * A person's session: an access token of some minutes, refreshed as needed. One thread of one process refreshes at a time; the others take
 * what it got. Safe for use by many threads.
 */
final class Session implements Access {
    private static final Duration EARLY = Duration.ofSeconds(30);
    private static final String REFRESH = "refresh the session";
    private static final String SIGN_OUT = "sign out";

    private final Server server;
    private final TokenStore store;
    private volatile Applied applied;

    /** The credential of one access token, made once. */
    private record Applied(Tokens tokens, Credential credential) {}

    private Session(Server server, TokenStore store, Tokens tokens) {
        this.server = server;
        this.store = store;
        this.applied = applied(server, store, tokens);
    }

    /** The session that was saved; empty if there is none. */
    static Optional<Session> saved(Server server) {
        TokenStore store = server.tokenStore();
        return store.reload().map(tokens -> new Session(server, store, tokens));
    }

    /** A session that has just begun, by the answer that began it. */
    static Session begun(Server server, JsonValue answer, Instant sent) {
        Tokens tokens = Tokens.of(answer, sent, access -> whose(server, answer, access));
        TokenStore store = server.tokenStore();
        store.alone(() -> {
            store.save(tokens);
            return tokens;
        });
        return new Session(server, store, tokens);
    }

    /** A session that begins with nothing but a refresh token, as servers of the old kind show it in the browser. */
    static Session resumed(Server server, Secret refresh) {
        Instant sent = server.clock().instant();
        return begun(server, refreshed(server, refresh), sent);
    }

    /** Not every answer says it. */
    private static UUID whose(Server server, JsonValue answer, Secret access) {
        if (answer.has("principal")) {
            return answer.text("principal", TiledPrincipal::uuid);
        }
        Credential credential = server.bound(Credential.bearer(access, server.api()));
        return server.whoAmI(new KeyAccess(Optional.of(credential))).uuid();
    }

    @Override
    public Optional<Credential> credential() {
        Applied current = applied;
        return Optional.of(
                isGood(current.tokens()) ? current.credential() : refresh().credential());
    }

    @Override
    public Optional<KeyOrigin> origin() {
        return Optional.of(store.origin());
    }

    @Override
    public Reason refused() {
        return Reason.SESSION_EXPIRED;
    }

    /**
     * Ends the session at the server; what was saved of it is gone even if the server does not answer. What somebody else saved there since
     * stays.
     */
    void end() {
        store.alone(() -> {
            Optional<Tokens> saved = own();
            saved.ifPresent(tokens -> store.clear());
            Tokens last = saved.orElse(applied.tokens());
            revoke(last);
            return last;
        });
    }

    /** What is saved now, if it is still this person's. */
    private Optional<Tokens> own() {
        UUID principal = applied.tokens().principal();
        return store.reload().filter(tokens -> tokens.principal().equals(principal));
    }

    private void revoke(Tokens tokens) {
        Answer answer = server.calls()
                .post(
                        server.own(server.discovery().link(Discovery.REVOKE_SESSION)),
                        Map.of("refresh_token", tokens.refresh().reveal()),
                        SIGN_OUT);
        boolean over = answer.status() / 100 == 2 || answer.status() == 401 || answer.status() == 409;
        if (!over) {
            throw server.calls().refused(answer, this, SIGN_OUT);
        }
    }

    private Applied refresh() {
        return store.alone(() -> {
            Tokens last = own().orElseThrow(Session::over);
            Tokens tokens = Optional.of(last).filter(isGood()).orElseGet(() -> renew(last));
            applied = applied(server, store, tokens);
            return applied;
        });
    }

    private Tokens renew(Tokens last) {
        Instant sent = server.clock().instant();
        Tokens renewed = Tokens.of(refreshed(server, last.refresh()), sent, access -> last.principal());
        store.save(renewed);
        return renewed;
    }

    private static JsonValue refreshed(Server server, Secret refresh) {
        Answer answer = server.calls()
                .post(
                        server.own(server.discovery().link(Discovery.REFRESH)),
                        Map.of("refresh_token", refresh.reveal()),
                        REFRESH);
        if (answer.status() == 401) {
            throw over();
        }
        return server.calls().json(answer, KeyAccess.NONE, REFRESH);
    }

    private Predicate<Tokens> isGood() {
        return this::isGood;
    }

    private boolean isGood(Tokens tokens) {
        return server.clock().instant().plus(EARLY).isBefore(tokens.accessExpires());
    }

    private static Applied applied(Server server, TokenStore store, Tokens tokens) {
        Credential credential = server.bound(Credential.bearer(tokens.access(), server.api()));
        return new Applied(tokens, credential.from(store.origin()));
    }

    private static AuthenticationException over() {
        return new AuthenticationException(Reason.SESSION_EXPIRED, "The Tiled session has ended: sign in again.", null);
    }
}
