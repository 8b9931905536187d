package io.labauth.spring;

import io.labauth.apikeys.ApiKey;

/**
 * Something happened to API keys, for {@code @EventListener}; with Actuator it becomes an audit event. Publish one where your own pages make or
 * revoke keys. Has nothing of a key but its id.
 *
 * @param action what happened
 * @param keyId the key's id; empty when it is not about one key
 * @param owner whose keys; empty when it is not about one owner
 * @param by who did it
 */
public record ApiKeyEvent(Action action, String keyId, String owner, String by) {
    /** What happened. */
    public enum Action {
        /** A key was made. */
        CREATED,
        /** A key was made in place of another. */
        ROTATED,
        /** One key, or all keys of an owner, do not count any more. */
        REVOKED,
        /** A key was asked for and not made. */
        REFUSED
    }

    /**
     * A key was made.
     *
     * @param key the key
     * @param by who made it
     * @return the event
     */
    public static ApiKeyEvent created(ApiKey key, String by) {
        return new ApiKeyEvent(Action.CREATED, key.id(), key.owner(), by);
    }

    /**
     * A key was revoked.
     *
     * @param key the key
     * @param by who revoked it
     * @return the event
     */
    public static ApiKeyEvent revoked(ApiKey key, String by) {
        return new ApiKeyEvent(Action.REVOKED, key.id(), key.owner(), by);
    }

    /**
     * All keys of an owner were revoked.
     *
     * @param owner whose they are
     * @param by who revoked them
     * @return the event
     */
    public static ApiKeyEvent allRevoked(String owner, String by) {
        return new ApiKeyEvent(Action.REVOKED, "", owner, by);
    }
}
