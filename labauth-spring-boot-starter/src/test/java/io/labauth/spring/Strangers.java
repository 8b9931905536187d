package io.labauth.spring;

import io.labauth.apikeys.ApiKeys;
import io.labauth.apikeys.NewApiKey;
import io.labauth.apikeys.Peppers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import org.h2.jdbcx.JdbcDataSource;

/** Keys of the right form that are not good here: of another application, or guessed. */
final class Strangers {
    private static final String SYMBOLS = "0123456789abcdefghjkmnpqrstvwxyz";

    private Strangers() {}

    /** A key that exists, but for one character of its secret, and with the checksum that belongs to that. */
    static String withAnotherSecret(String key) {
        int idEnd = 21;
        int checksum = key.length() - 7;
        char other = key.charAt(idEnd) == '0' ? '1' : '0';
        String changed = key.substring(0, idEnd) + other + key.substring(idEnd + 1, checksum);
        CRC32 crc = new CRC32();
        crc.update(changed.getBytes(StandardCharsets.US_ASCII));
        return IntStream.range(0, 7)
                .mapToObj(i -> String.valueOf(SYMBOLS.charAt((int) (crc.getValue() >>> ((6 - i) * 5)) & 31)))
                .collect(Collectors.joining("", changed, ""));
    }

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
