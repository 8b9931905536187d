package io.labauth.web;

import java.time.Clock;
import java.time.Instant;

/**
 * Which logins have been completed: the one thing that the nodes of an application share, so that each login is completed once.
 *
 * <p>Implementations are safe for use by many threads. Of any number of calls with one id, on any number of nodes, exactly one
 * is told {@link Answer#FIRST}.
 */
public interface ConsumedFlows {
    /** What became of an attempt to consume a login. */
    enum Answer {
        /** It was not consumed before, and is now. */
        FIRST,
        /** It was consumed before. */
        AGAIN,
        /** It cannot be told: the store is full, or does not answer. Nothing may be signed in. */
        UNKNOWN
    }

    /**
     * Consumes a login, once and for all.
     *
     * @param flowId 22 characters of the base64url alphabet; not a secret
     * @param expiresAt until when the id must be remembered
     * @return whether this is the first time; never an exception for a store that is down
     */
    Answer consume(String flowId, Instant expiresAt);

    /**
     * In the memory of this process: for an application of one node. Remembers a million ids at most, which are about 150 MB.
     *
     * @param clock what tells that an id has expired
     * @return an empty store
     */
    static ConsumedFlows inMemory(Clock clock) {
        return inMemory(1_000_000, clock);
    }

    /**
     * In the memory of this process, with room for a number of ids.
     *
     * @param capacity how many ids are remembered at most, about 150 bytes each; when they are that many and none has expired, the
     *     answer is {@link Answer#UNKNOWN}
     * @param clock what tells that an id has expired
     * @return an empty store
     * @throws IllegalArgumentException if the capacity is not more than zero
     */
    static ConsumedFlows inMemory(int capacity, Clock clock) {
        return new ConsumedFlowsInMemory(capacity, clock);
    }
}
