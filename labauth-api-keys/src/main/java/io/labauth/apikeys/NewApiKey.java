package io.labauth.apikeys;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A key that somebody wishes for. Immutable; nothing is checked before {@link OwnerKeys#create}. */
public final class NewApiKey {
    private final String note;
    private final @Nullable Duration lifetime;
    private final @Nullable Set<String> scopes;
    private final @Nullable String session;

    private NewApiKey(
            String note, @Nullable Duration lifetime, @Nullable Set<String> scopes, @Nullable String session) {
        this.note = note;
        this.lifetime = lifetime;
        this.scopes = scopes;
        this.session = session;
    }

    /**
     * A key for some time, with its owner's scopes.
     *
     * @param note what for, at most 255 characters on one line; may be empty
     * @param lifetime one of those that the policy allows
     * @return the wish
     */
    public static NewApiKey expiring(String note, Duration lifetime) {
        return new NewApiKey(note, lifetime, null, null);
    }

    /**
     * A key that is good until it is revoked, with its owner's scopes.
     *
     * @param note what for, at most 255 characters on one line; may be empty
     * @return the wish
     */
    public static NewApiKey neverExpiring(String note) {
        return new NewApiKey(note, null, null, null);
    }

    /**
     * Limits the key to some of its owner's scopes.
     *
     * @param some at least one
     * @return the changed wish
     */
    public NewApiKey scopes(Set<String> some) {
        return new NewApiKey(note, lifetime, Set.copyOf(some), session);
    }

    /**
     * Lets the key end with a browser session, see {@link ApiKeysBuilder#liveSessions}.
     *
     * @param handle by which the application finds the session again, at most 128 characters; not the session's id, which is a
     *     secret, but for instance one of {@link SessionHandles}
     * @return the changed wish
     */
    public NewApiKey endingWithSession(String handle) {
        return new NewApiKey(note, lifetime, scopes, handle);
    }

    String note() {
        return note;
    }

    Optional<Duration> lifetime() {
        return Optional.ofNullable(lifetime);
    }

    @Nullable
    Set<String> scopes() {
        return scopes;
    }

    @Nullable
    String session() {
        return session;
    }
}
