package io.labauth.benchmarks.parts;

import io.labauth.Secret;
import io.labauth.apikeys.ApiKeyPolicy;
import io.labauth.apikeys.ApiKeys;
import io.labauth.apikeys.NewApiKey;
import io.labauth.apikeys.Peppers;
import io.labauth.apikeys.Verification;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.h2.jdbcx.JdbcConnectionPool;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Verifying an API key that was used within the last seconds. */
@State(Scope.Benchmark)
public class ApiKeyParts {
    private final ApiKeys keys = ApiKeys.builder(
                    JdbcConnectionPool.create("jdbc:h2:mem:parts;DB_CLOSE_DELAY=-1", "sa", ""),
                    Peppers.generate(),
                    owner -> Optional.of(Set.of("read")))
            .policy(() -> ApiKeyPolicy.of(Set.of("read")))
            .build();
    private final Secret key = keys.of("ada")
            .create(NewApiKey.expiring("benchmark", Duration.ofDays(30)))
            .secret();
    private final InetAddress address = InetAddress.getLoopbackAddress();

    @Benchmark
    public Verification verify() {
        return keys.verify(key, address);
    }
}
