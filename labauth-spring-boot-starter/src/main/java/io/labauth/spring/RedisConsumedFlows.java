package io.labauth.spring;

import io.labauth.web.ConsumedFlows;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;

/**
 * Remembers completed logins in Redis: whoever sets the key is the first ({@code SET labauth:consumed:… NX EX}), and Redis forgets it by
 * itself. Thread-safe.
 *
 * <p>Redis must keep what it was told: with {@code maxmemory-policy noeviction}, and an append-only file where it may be restarted.
 *
 * <p>How long a Redis that is down can hold a sign-in is the setting {@code spring.data.redis.timeout}; while it is down, one sign-in at a time
 * waits for it and the others are told at once.
 */
public final class RedisConsumedFlows implements ConsumedFlows {
    private static final String PREFIX = "labauth:consumed:";
    private static final Duration SHORTEST = Duration.ofSeconds(1);

    private final StringRedisTemplate redis;
    private final Clock clock;
    private final StoreOutage outage = new StoreOutage("Redis");

    /**
     * Uses a Redis server, or a cluster.
     *
     * @param connections to the same Redis for all nodes
     * @param clock what tells how long an id must be kept
     */
    public RedisConsumedFlows(RedisConnectionFactory connections, Clock clock) {
        this.redis = new StringRedisTemplate(connections);
        this.clock = clock;
    }

    @Override
    public Answer consume(String flowId, Instant expiresAt) {
        return outage.ask(() -> set(flowId, lifetime(expiresAt)));
    }

    @Override
    public String toString() {
        return "RedisConsumedFlows[]";
    }

    private Answer set(String flowId, Duration lifetime) {
        Boolean first = redis.opsForValue().setIfAbsent(PREFIX + flowId, "", lifetime);
        if (first == null) {
            return Answer.UNKNOWN;
        }
        return first ? Answer.FIRST : Answer.AGAIN;
    }

    private Duration lifetime(Instant expiresAt) {
        Duration left = Duration.between(clock.instant(), expiresAt);
        return left.compareTo(SHORTEST) < 0 ? SHORTEST : Duration.ofSeconds(left.toSeconds() + 1);
    }
}
