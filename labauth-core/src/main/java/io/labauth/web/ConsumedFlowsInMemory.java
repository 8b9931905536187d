package io.labauth.web;

import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;

/** Ids with the soonest to expire in front, so that room is made without a search. */
final class ConsumedFlowsInMemory implements ConsumedFlows {
    private final int capacity;
    private final Clock clock;
    private final Set<String> ids = new HashSet<>();
    private final Queue<Consumed> byExpiry = new PriorityQueue<>();

    private record Consumed(String flowId, Instant expiresAt) implements Comparable<Consumed> {
        @Override
        public int compareTo(Consumed other) {
            return expiresAt.compareTo(other.expiresAt);
        }
    }

    ConsumedFlowsInMemory(int capacity, Clock clock) {
        if (capacity <= 0) {
            throw new IllegalArgumentException("The capacity must be more than zero.");
        }
        this.capacity = capacity;
        this.clock = clock;
    }

    @Override
    public synchronized Answer consume(String flowId, Instant expiresAt) {
        forgetExpired(clock.instant());
        if (ids.contains(flowId)) {
            return Answer.AGAIN;
        }
        if (ids.size() >= capacity) {
            return Answer.UNKNOWN;
        }
        ids.add(flowId);
        byExpiry.add(new Consumed(flowId, expiresAt));
        return Answer.FIRST;
    }

    private void forgetExpired(Instant now) {
        Consumed oldest = byExpiry.peek();
        while (oldest != null && oldest.expiresAt().isBefore(now)) {
            byExpiry.remove();
            ids.remove(oldest.flowId());
            oldest = byExpiry.peek();
        }
    }
}
