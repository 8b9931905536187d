package io.labauth.apikeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.labauth.ConnectionException;
import io.labauth.apikeys.KeyRefusedException.Reason;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** What every database of keys does. */
interface KeyTableContract {
    Instant NOW = Instant.parse("2026-11-22T10:00:00.123Z");
    KeyFormat FORMAT = new KeyFormat("lab", "test");
    Peppers PEPPERS = Peppers.of(List.of(PeppersTest.ONE));

    /** The same database each time, perhaps with rows of other tests. */
    DataSource database();

    default KeyTable table() {
        return table(new ArrayList<>());
    }

    default KeyTable table(List<KeyChange> changes) {
        KeySchema.migrate(database());
        return new KeyTable(new Database(database(), changes::add));
    }

    private static StoredKey key(String owner) {
        KeyText text = FORMAT.generate(new SecureRandom());
        return new StoredKey(
                text.id(),
                PEPPERS.hash(text),
                owner,
                "nächtlich 🧪",
                Set.of("read", "write"),
                null,
                NOW,
                NOW.plusSeconds(60),
                null,
                null,
                null);
    }

    private static StoredKey session(String owner, String handle) {
        StoredKey key = key(owner);
        return new StoredKey(key.id(), key.hash(), owner, "", null, handle, NOW, null, null, null, null);
    }

    private static String somebody() {
        return UUID.randomUUID().toString();
    }

    @Test
    default void insertedKey_isFoundAsItWas() {
        StoredKey key = key(somebody());

        assertThat(table().insert(key, 10)).isTrue();

        assertThat(table().find(key.id())).hasValueSatisfying(found -> {
            assertThat(found)
                    .usingRecursiveComparison()
                    .ignoringFields("scopes")
                    .isEqualTo(key);
            assertThat(found.scopes()).containsExactly("read", "write");
        });
        assertThat(table().find("000000000000")).isEmpty();
    }

    @Test
    default void keyThatInherits_isFoundWithoutScopes() {
        StoredKey key = session(somebody(), somebody());

        table().insert(key, 10);

        assertThat(table().find(key.id()).orElseThrow())
                .usingRecursiveComparison()
                .isEqualTo(key);
    }

    @Test
    default void keyThatMayDoNothing_isFoundWithNoScope() {
        StoredKey key = key(somebody());
        StoredKey nothing =
                new StoredKey(key.id(), key.hash(), key.owner(), "", Set.of(), null, NOW, null, null, null, null);

        table().insert(nothing, 10);

        assertThat(table().find(key.id()).orElseThrow().scopes()).isEmpty();
    }

    @Test
    default void insert_beyondTheLimit_isRefusedUntilAKeyIsInactive() {
        String owner = somebody();
        StoredKey first = key(owner);
        table().insert(first, 2);
        table().insert(key(owner), 2);

        assertThat(table().insert(key(owner), 2)).isFalse();
        assertThat(table().insert(key(somebody()), 2)).isTrue();
        table().revoke(first.id(), NOW);
        assertThat(table().insert(key(owner), 2)).isTrue();
    }

    @Test
    default void inserts_atOnce_neverPassTheLimit() {
        String owner = somebody();
        KeyTable table = table();
        CountDownLatch start = new CountDownLatch(1);

        List<CompletableFuture<Boolean>> inserts = IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> {
                    try {
                        start.await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    return table.insert(key(owner), 3);
                }))
                .toList();
        start.countDown();

        assertThat(inserts.stream().map(CompletableFuture::join).filter(done -> done))
                .hasSize(3);
        assertThat(table.ofOwner(owner)).hasSize(3);
    }

    @Test
    default void keysOfAnOwner_areListedNewestFirstAndAlone() {
        String owner = somebody();
        StoredKey older = key(owner);
        StoredKey key = key(owner);
        StoredKey newer =
                new StoredKey(key.id(), key.hash(), owner, "", null, null, NOW.plusMillis(1), null, null, null, null);
        table().insert(older, 10);
        table().insert(newer, 10);
        table().insert(key(somebody()), 10);

        assertThat(table().ofOwner(owner)).extracting(StoredKey::id).containsExactly(newer.id(), older.id());
    }

    @Test
    default void revocation_holdsAndIsToldOnce() {
        List<KeyChange> changes = new ArrayList<>();
        StoredKey key = key(somebody());
        table().insert(key, 10);

        Optional<StoredKey> first = table(changes).revoke(key.id(), NOW.plusMillis(5));
        Optional<StoredKey> again = table().revoke(key.id(), NOW.plusMillis(9));

        assertThat(first.orElseThrow().revokedAt()).isEqualTo(NOW.plusMillis(5));
        assertThat(again).isEmpty();
        assertThat(table().find(key.id()).orElseThrow().revokedAt()).isEqualTo(NOW.plusMillis(5));
        assertThat(changes).containsExactly(KeyChange.ofKey(key.id()));
    }

    @Test
    default void allKeysOfAnOwner_areRevokedAlone() {
        List<KeyChange> changes = new ArrayList<>();
        String owner = somebody();
        StoredKey other = key(somebody());
        table().insert(key(owner), 10);
        table().insert(key(owner), 10);
        table().insert(other, 10);

        assertThat(table(changes).revokeAllOf(owner, NOW)).isEqualTo(2);

        assertThat(table().ofOwner(owner)).allMatch(key -> key.revokedAt() != null);
        assertThat(table().find(other.id()).orElseThrow().revokedAt()).isNull();
        assertThat(changes).containsExactly(KeyChange.ofOwner(owner));
    }

    @Test
    default void allKeys_areRevoked() {
        List<KeyChange> changes = new ArrayList<>();
        StoredKey key = key(somebody());
        table().insert(key, 10);

        assertThat(table(changes).revokeAll(NOW)).isPositive();

        assertThat(table().find(key.id()).orElseThrow().revokedAt()).isEqualTo(NOW);
        assertThat(table().revokeAll(NOW)).isZero();
        assertThat(changes).containsExactly(KeyChange.ofAll());
    }

    @Test
    default void keysOfASession_endWithItAlone() {
        List<KeyChange> changes = new ArrayList<>();
        String handle = somebody();
        StoredKey ended = session(somebody(), handle);
        StoredKey other = session(somebody(), somebody());
        table().insert(ended, 10);
        table().insert(other, 10);

        assertThat(table(changes).endSession(handle, NOW)).isOne();

        assertThat(table().find(ended.id()).orElseThrow().revokedAt()).isEqualTo(NOW);
        assertThat(table().find(other.id()).orElseThrow().revokedAt()).isNull();
        assertThat(changes).containsExactly(KeyChange.ofKey(ended.id()));
    }

    @Test
    default void replacedKey_endsAndNamesItsSuccessor_once() {
        String owner = somebody();
        StoredKey old = key(owner);
        StoredKey next = key(owner);
        table().insert(old, 10);

        Optional<Reason> first = table().replace(old.id(), NOW.plusSeconds(5), next, 10);
        Optional<Reason> again = table().replace(old.id(), NOW.plusSeconds(5), key(owner), 10);

        assertThat(first).isEmpty();
        assertThat(again).contains(Reason.NOT_ACTIVE);
        StoredKey found = table().find(old.id()).orElseThrow();
        assertThat(found.replacedBy()).isEqualTo(next.id());
        assertThat(found.expiresAt()).isEqualTo(NOW.plusSeconds(5));
        assertThat(table().find(next.id())).isPresent();
        assertThat(table().ofOwner(owner)).hasSize(2);
    }

    @Test
    default void revokedKey_isNotReplaced() {
        StoredKey old = key(somebody());
        StoredKey next = key(old.owner());
        table().insert(old, 10);
        table().revoke(old.id(), NOW);

        assertThat(table().replace(old.id(), NOW.plusSeconds(5), next, 10)).contains(Reason.NOT_ACTIVE);

        assertThat(table().find(next.id())).isEmpty();
    }

    @Test
    default void uses_moveForwardOnly_andCarryTheNewHash() {
        StoredKey key = key(somebody());
        table().insert(key, 10);
        KeyHash hash = Peppers.of(List.of(PeppersTest.TWO)).hash(FORMAT.generate(new SecureRandom()));

        table().used(Map.of(key.id(), new KeyUse(NOW.plusMillis(7), hash), "000000000000", new KeyUse(NOW, null)));
        table().used(Map.of(key.id(), new KeyUse(NOW.plusMillis(3), null)));

        StoredKey found = table().find(key.id()).orElseThrow();
        assertThat(found.lastUsedAt()).isEqualTo(NOW.plusMillis(7));
        assertThat(found.hash()).usingRecursiveComparison().isEqualTo(hash);
    }

    @Test
    default void pages_showEveryKeyOnce() {
        Set<String> inserted = Stream.generate(() -> key(somebody()))
                .limit(3)
                .peek(key -> table().insert(key, 10))
                .map(StoredKey::id)
                .collect(Collectors.toSet());
        String revoked = inserted.iterator().next();
        table().revoke(revoked, NOW);

        List<String> all = new ArrayList<>();
        for (List<StoredKey> page = table().page("", 2);
                !page.isEmpty();
                page = table().page(all.get(all.size() - 1), 2)) {
            page.forEach(key -> all.add(key.id()));
        }

        assertThat(all).containsAll(inserted).doesNotHaveDuplicates();
        assertThat(table().activePage("", 100_000, NOW))
                .extracting(StoredKey::id)
                .doesNotContain(revoked)
                .hasSizeGreaterThanOrEqualTo(2);
        assertThat(table().activePage("", 100_000, NOW.plus(Duration.ofMinutes(2))))
                .extracting(StoredKey::id)
                .doesNotContainAnyElementsOf(inserted);
    }

    @Test
    default void schema_isMadeOnce_besideOtherTables() {
        KeySchema.migrate(database());
        KeySchema.migrate(database());

        assertThat(table().find("000000000000")).isEmpty();
    }

    @Test
    default void databaseThatIsDown_isAConnectionException() {
        CountingDataSource failing = new CountingDataSource(database());
        KeyTable table = new KeyTable(new Database(failing, change -> {}));
        failing.down(true);

        assertThatThrownBy(() -> table.find("000000000000"))
                .isInstanceOf(ConnectionException.class)
                .hasMessageContaining("08001");
        assertThatThrownBy(() -> table.revoke("000000000000", NOW)).isInstanceOf(ConnectionException.class);
    }
}
