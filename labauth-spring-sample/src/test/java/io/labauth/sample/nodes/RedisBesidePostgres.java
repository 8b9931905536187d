package io.labauth.sample.nodes;

import java.util.HashMap;
import java.util.Map;

/** Sessions and sign-ins in Redis, keys in PostgreSQL, by the settings that application-redis.yaml names. */
record RedisBesidePostgres(RedisServer redis, PostgresServer postgres) implements StoreServer {
    static RedisBesidePostgres started() {
        return new RedisBesidePostgres(RedisServer.started(), PostgresServer.started());
    }

    @Override
    public String profile() {
        return redis.profile();
    }

    @Override
    public Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>(redis.settings());
        settings.putAll(postgres.settings());
        settings.put("LABAUTH_API_KEYS_ENABLED", "true");
        settings.put("SPRING_AUTOCONFIGURE_EXCLUDE", "");
        settings.put("SPRING_SQL_INIT_MODE", "always");
        settings.put("SPRING_SQL_INIT_CONTINUEONERROR", "true");
        return settings;
    }

    @Override
    public void start() {
        redis.start();
        postgres.start();
    }

    @Override
    public void stop() {
        redis.stop();
        postgres.stop();
    }

    @Override
    public void close() {
        redis.close();
        postgres.close();
    }
}
