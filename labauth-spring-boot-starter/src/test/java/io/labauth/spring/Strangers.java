package io.labauth.spring;

import io.labauth.apikeys.ApiKeys;
import io.labauth.apikeys.NewApiKey;
import io.labauth.apikeys.Peppers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.h2.jdbcx.JdbcDataSource;

/** Keys of another application: of the right form, and unknown here. */
final class Strangers {
    private Strangers() {}

    static List<String> keys(int count) {
        JdbcDataSource memory = new JdbcDataSource();
        memory.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        try (ApiKeys others = ApiKeys.builder(memory, Peppers.generate(), owner -> Optional.of(Set.of()))
                .build()) {
            return IntStream.range(0, count)
                    .mapToObj(unused -> others.of("ada").create(NewApiKey.expiring("", Duration.ofDays(7))))
                    .map(issued -> issued.secret().reveal())
                    .toList();
        }
    }
}
