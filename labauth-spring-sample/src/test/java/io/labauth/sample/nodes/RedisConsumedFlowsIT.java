package io.labauth.sample.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import io.labauth.spring.RedisConsumedFlows;
import io.labauth.web.ConsumedFlows;
import io.labauth.web.ConsumedFlows.Answer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;

class RedisConsumedFlowsIT implements ConsumedFlowsContract {
    private static RedisServer redis;

    private final List<LettuceConnectionFactory> connections = new ArrayList<>();

    @BeforeAll
    static void start() {
        redis = RedisServer.started();
    }

    @AfterAll
    static void stop() {
        redis.close();
    }

    @AfterEach
    void closeConnections() {
        connections.forEach(LettuceConnectionFactory::destroy);
    }

    @Override
    public ConsumedFlows node(Clock clock) {
        return new RedisConsumedFlows(connection(), clock);
    }

    @Test
    void consume_anything_isForgottenByRedisItselfWhenItHasExpired() {
        ConsumedFlows flows = node(Clock.systemUTC());

        flows.consume("expires-in-a-while", Instant.now().plusSeconds(100));
        flows.consume("expired-long-ago", Instant.EPOCH);

        StringRedisTemplate keys = new StringRedisTemplate(connection());
        assertThat(keys.getExpire("labauth:consumed:expires-in-a-while")).isBetween(90L, 101L);
        Awaitility.await()
                .untilAsserted(() -> assertThat(keys.hasKey("labauth:consumed:expired-long-ago"))
                        .isFalse());
    }

    @Test
    void consume_whileRedisIsDown_isUnknownAndThenRemembersWhatItKnew() {
        ConsumedFlows flows = node(Clock.systemUTC());
        Instant later = Instant.now().plusSeconds(600);
        flows.consume("consumed-before-it-stopped", later);

        redis.stop();
        Answer down = flows.consume("consumed-before-it-stopped", later);
        Answer stillDown = flows.consume("consumed-before-it-stopped", later);
        redis.start();

        assertThat(List.of(down, stillDown)).containsOnly(Answer.UNKNOWN);
        Awaitility.await()
                .untilAsserted(() -> assertThat(flows.consume("consumed-before-it-stopped", later))
                        .isEqualTo(Answer.AGAIN));
        assertThat(flows.consume("new-since-it-is-back", later)).isEqualTo(Answer.FIRST);
    }

    private LettuceConnectionFactory connection() {
        LettuceClientConfiguration settings = LettuceClientConfiguration.builder()
                .commandTimeout(Duration.ofSeconds(1))
                .build();
        LettuceConnectionFactory factory =
                new LettuceConnectionFactory(new RedisStandaloneConfiguration("127.0.0.1", redis.port()), settings);
        factory.afterPropertiesSet();
        factory.start();
        connections.add(factory);
        return factory;
    }
}
