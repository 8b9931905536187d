package io.labauth.apikeys;

import io.labauth.Secret;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Makes and revokes keys until it is killed, and prints what is done as soon as it is done. */
final class KeyWriter {
    private KeyWriter() {}

    public static void main(String[] args) {
        EmbeddedKeyDatabase database = EmbeddedKeyDatabase.at(Path.of(args[0]));
        ApiKeys keys = open(database);
        for (int i = 0; ; i++) {
            IssuedKey issued = keys.of("ada").create(NewApiKey.expiring("", Lab.MONTH));
            System.out.println("created " + issued.secret().reveal());
            if (i % 2 == 1) {
                keys.of("ada").revoke(issued.key().id());
                System.out.println("revoked " + issued.secret().reveal());
            }
        }
    }

    static ApiKeys open(EmbeddedKeyDatabase database) {
        Peppers peppers = Peppers.of(List.of(Secret.of(PeppersTest.ONE.reveal())));
        return ApiKeys.builder(database.dataSource(), peppers, owner -> Optional.of(Set.of("read")))
                .policy(() -> ApiKeyPolicy.of(Set.of("read")).keysPerOwner(1_000_000))
                .build();
    }
}
