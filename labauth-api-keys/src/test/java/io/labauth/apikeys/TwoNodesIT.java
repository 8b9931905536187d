package io.labauth.apikeys;

import static org.assertj.core.api.Assertions.assertThat;

import io.labauth.Secret;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two nodes on one PostgreSQL. Their clock stands still, so that what one sees of the other it was told. */
class TwoNodesIT {
    private static final int ROUNDS = 200;
    private static PostgresServer postgres;

    private final Peppers peppers = Peppers.of(List.of(PeppersTest.ONE));
    private final Lab lab = new Lab(postgres.dataSource(), peppers);
    private final Lab other = new Lab(postgres.dataSource(), peppers);

    @BeforeAll
    static void start() throws Exception {
        postgres = new PostgresServer();
    }

    @AfterAll
    static void stop() throws Exception {
        postgres.close();
    }

    @AfterEach
    void close() {
        lab.keys.revokeAll();
        lab.close();
        other.close();
    }

    private void awaitListening() {
        IssuedKey probe = lab.keyOf("ben");
        Awaitility.await().pollInterval(Duration.ofMillis(20)).until(() -> {
            other.verify(probe.secret());
            lab.keys.revoke(probe.key().id());
            return other.verify(probe.secret()) == KeyRejection.REVOKED;
        });
    }

    private void awaitRevoked(Secret key) {
        Awaitility.await()
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .atMost(Duration.ofSeconds(10))
                .until(() -> other.verify(key) == KeyRejection.REVOKED);
    }

    @Test
    void revocation_isSeenOnTheOtherNodeInUnderASecond() {
        awaitListening();
        List<Long> nanos = new ArrayList<>();
        for (int i = 0; i < ROUNDS; i++) {
            IssuedKey issued = lab.keyOf("ada");
            assertThat(other.verify(issued.secret())).isInstanceOf(VerifiedKey.class);

            lab.keys.revoke(issued.key().id());
            long revoked = System.nanoTime();
            awaitRevoked(issued.secret());
            nanos.add(System.nanoTime() - revoked);
        }

        Collections.sort(nanos);
        assertThat(TimeUnit.NANOSECONDS.toMillis(nanos.get(ROUNDS * 99 / 100))).isLessThan(1000);
    }

    @Test
    void revocationOfAllOfAnOwnerAndOfAll_isSeenOnTheOtherNode() {
        awaitListening();
        IssuedKey adas = lab.keyOf("ada");
        IssuedKey bens = lab.keyOf("ben");
        other.verify(adas.secret());
        other.verify(bens.secret());

        lab.keys.of("ada").revokeAll();
        awaitRevoked(adas.secret());
        assertThat(other.verify(bens.secret())).isInstanceOf(VerifiedKey.class);
        lab.keys.revokeAll();

        awaitRevoked(bens.secret());
    }

    @Test
    void revocation_withTheChannelCut_isSeenAfterTenSecondsAtMost() throws Exception {
        awaitListening();
        IssuedKey issued = lab.keyOf("ada");
        other.verify(issued.secret());
        other.database.cutChannel();
        endListening();

        lab.keys.revoke(issued.key().id());

        assertThat(other.verify(issued.secret())).isInstanceOf(VerifiedKey.class);
        other.clock.pass(CachedKey.STALENESS);
        assertThat(other.verify(issued.secret())).isEqualTo(KeyRejection.REVOKED);
    }

    @Test
    void revocationDuringABreakOfTheChannel_isSeenWhenItIsBack() throws Exception {
        awaitListening();
        IssuedKey issued = lab.keyOf("ada");
        other.verify(issued.secret());
        endListening();

        lab.keys.revoke(issued.key().id());

        awaitRevoked(issued.secret());
        awaitListening();
    }

    private static void endListening() throws Exception {
        try (Connection connection = postgres.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    + " WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'");
        }
    }
}
