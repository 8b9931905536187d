package io.labauth.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.crypto.bcrypt.BCrypt;

class KeyChainsTest {
    private static final String OWN_KEY = "k0.s3cret";

    private final DataSource database = JdbcConnectionPool.create("jdbc:h2:mem:chains", "sa", "");
    private final KeyRows rows = KeyRows.inMemory(List.of(
            new KeyRows.Row("k0", "ada", BCrypt.hashpw("s3cret", BCrypt.gensalt(4))),
            new KeyRows.Row(OwnKeyFilter.sha256(OWN_KEY), "ada", "")));

    @ParameterizedTest
    @ValueSource(strings = {KeyChains.LABAUTH, KeyChains.BCRYPT, KeyChains.SHA256})
    void isLetThrough_whenTheKeyIsGoodOrNot_differs(String peer) {
        try (KeyStock stock = new KeyStock(database, 1, 10);
                KeyChains chains = new KeyChains(database, stock.keys(), rows)) {
            KeyRequests requests = new KeyRequests(chains.proxy(peer), "/" + peer, List.of());
            String good = peer.equals(KeyChains.LABAUTH) ? stock.authorization(0) : "Bearer " + OWN_KEY;

            boolean goodPasses = requests.isLetThrough(good);
            boolean wrongPasses = requests.isLetThrough(good + "x");
            boolean unknownPasses = requests.isLetThrough("Bearer k1.s3cret");

            assertThat(goodPasses).isTrue();
            assertThat(wrongPasses).isFalse();
            assertThat(unknownPasses).isFalse();
        }
    }
}
