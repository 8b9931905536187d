package io.labauth.apikeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.labauth.ConnectionException;
import io.labauth.Secret;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.zip.CRC32;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class VerifyTest {
    private final Lab lab = new Lab();

    @AfterEach
    void close() {
        lab.close();
    }

    /** With the right checksum, as an attacker makes it. */
    static Secret withAnotherSecret(IssuedKey issued) {
        String text = issued.secret().reveal();
        char first = text.charAt(21) == '0' ? '1' : '0';
        String changed = text.substring(0, 21) + first + text.substring(22, 73);
        CRC32 crc = new CRC32();
        crc.update(changed.getBytes(StandardCharsets.US_ASCII));
        return Secret.of(changed + Symbols.of(crc.getValue(), 7));
    }

    private static Secret unknown() {
        return new KeyFormat("lab", "live").generate(new SecureRandom()).secret();
    }

    @Test
    void unknownAndWrongKey_getTheSameAnswer() {
        IssuedKey issued = lab.keyOf("ada");

        assertThat(lab.verify(unknown())).isSameAs(KeyRejection.INVALID);
        assertThat(lab.verify(withAnotherSecret(issued))).isSameAs(KeyRejection.INVALID);
        assertThat(lab.verify(Secret.of(issued.secret().reveal() + "0"))).isSameAs(KeyRejection.INVALID);
    }

    @Test
    void unknownAndWrongKey_takeTheSameWay_alsoWhenTheRightOneIsRemembered() {
        IssuedKey issued = lab.keyOf("ada");
        lab.verify(issued.secret());
        int before = lab.database.connections();

        lab.verify(unknown());
        int afterUnknown = lab.database.connections();
        lab.verify(withAnotherSecret(issued));

        assertThat(afterUnknown - before).isOne();
        assertThat(lab.database.connections() - afterUnknown).isOne();
    }

    @Test
    void keyThatWasChanged_isRefusedWithoutAskingTheDatabase() {
        IssuedKey issued = lab.keyOf("ada");
        int before = lab.database.connections();

        lab.verify(Secret.of(issued.secret().reveal().replace("lab_live", "lab_test")));

        assertThat(lab.database.connections()).isEqualTo(before);
    }

    @Test
    void wrongSecret_doesNotDisturbTheRightOne() {
        IssuedKey issued = lab.keyOf("ada");
        lab.verify(issued.secret());

        lab.verify(withAnotherSecret(issued));
        int before = lab.database.connections();

        assertThat(lab.verify(issued.secret())).isInstanceOf(VerifiedKey.class);
        assertThat(lab.database.connections()).isEqualTo(before);
    }

    @Test
    void keyInUse_asksTheDatabaseOnceInAWhileAndWritesNothing() {
        IssuedKey issued = lab.keyOf("ada");
        int before = lab.database.connections();

        for (int i = 0; i < 10_000; i++) {
            assertThat(lab.verify(issued.secret())).isInstanceOf(VerifiedKey.class);
        }

        assertThat(lab.database.connections() - before).isOne();
        assertThat(lab.keys.of("ada").list().get(0).lastUsedAt()).isEmpty();
    }

    @Test
    void lastUse_isWrittenInABatch() {
        IssuedKey issued = lab.keyOf("ada");
        IssuedKey bens = lab.keyOf("ben");
        lab.verify(issued.secret());
        lab.verify(bens.secret());
        int before = lab.database.connections();

        lab.keys.writeUses();
        lab.keys.writeUses();

        assertThat(lab.database.connections() - before).isOne();
        assertThat(lab.keys.page("", 10))
                .hasSize(2)
                .allSatisfy(key -> assertThat(key.lastUsedAt()).contains(lab.clock.instant()));
    }

    @Test
    void lastUse_whenTheDatabaseIsDown_isWrittenLater() {
        IssuedKey issued = lab.keyOf("ada");
        lab.verify(issued.secret());

        lab.database.down(true);
        lab.keys.writeUses();
        lab.database.down(false);
        lab.keys.writeUses();

        assertThat(lab.keys.of("ada").list().get(0).lastUsedAt()).isPresent();
    }

    @Test
    void close_writesLastUses() {
        IssuedKey issued = lab.keyOf("ada");
        lab.verify(issued.secret());

        lab.keys.close();

        assertThat(lab.keys.of("ada").list().get(0).lastUsedAt()).isPresent();
    }

    @Test
    void refusedKey_isNotNotedAsUsed() {
        IssuedKey issued = lab.keyOf("ada");
        lab.keys.of("ada").revokeAll();

        lab.verify(issued.secret());
        lab.keys.writeUses();

        assertThat(lab.keys.of("ada").listWithInactive().get(0).lastUsedAt()).isEmpty();
    }

    @Test
    void expiry_countsAtEachUse_alsoOfARememberedKey() {
        IssuedKey issued = lab.keyOf("ada");
        lab.clock.pass(Lab.MONTH.minusMillis(1));
        assertThat(lab.verify(issued.secret())).isInstanceOf(VerifiedKey.class);

        lab.clock.pass(Duration.ofMillis(1));

        assertThat(lab.verify(issued.secret())).isEqualTo(KeyRejection.EXPIRED);
        assertThat(lab.keys.of("ada").list()).isEmpty();
    }

    @Test
    void scopes_areThoseOfKeyAndOwner_now() {
        IssuedKey issued =
                lab.keys.of("ada").create(NewApiKey.expiring("", Lab.MONTH).scopes(Set.of("read", "write")));
        IssuedKey inheriting = lab.keyOf("ada");
        assertThat(((VerifiedKey) lab.verify(issued.secret())).scopes()).containsExactlyInAnyOrder("read", "write");

        lab.rights.put("ada", Set.of("write", "admin"));

        assertThat(((VerifiedKey) lab.verify(issued.secret())).scopes()).containsExactly("write");
        assertThat(((VerifiedKey) lab.verify(inheriting.secret())).scopes())
                .containsExactlyInAnyOrder("write", "admin");
    }

    @Test
    void keyOfAnOwnerWhoIsGone_isRefused() {
        IssuedKey issued = lab.keyOf("ada");
        lab.verify(issued.secret());

        lab.rights.remove("ada");

        assertThat(lab.verify(issued.secret())).isEqualTo(KeyRejection.OWNER_GONE);
    }

    @Test
    void revocationOnAnotherNode_isSeenWithinTenSeconds_thoughNobodyTells() {
        IssuedKey issued = lab.keyOf("ada");
        lab.verify(issued.secret());
        try (ApiKeys other = lab.node(Peppers.of(List.of(PeppersTest.ONE)))) {
            other.revoke(issued.key().id());
        }

        lab.clock.pass(Duration.ofMillis(4999));
        assertThat(lab.verify(issued.secret())).isInstanceOf(VerifiedKey.class);
        lab.clock.pass(Duration.ofMillis(5001));
        assertThat(lab.verify(issued.secret())).isEqualTo(KeyRejection.REVOKED);
    }

    @Test
    void databaseThatIsDown_stopsRememberedKeysAfterTenSeconds_andRecovers() {
        IssuedKey issued = lab.keyOf("ada");
        lab.verify(issued.secret());
        lab.database.down(true);

        lab.clock.pass(Duration.ofMillis(9999));
        assertThat(lab.verify(issued.secret())).isInstanceOf(VerifiedKey.class);
        assertThat(lab.verify(unknown())).isEqualTo(KeyRejection.UNAVAILABLE);
        lab.clock.pass(Duration.ofMillis(1));
        assertThat(lab.verify(issued.secret())).isEqualTo(KeyRejection.UNAVAILABLE);

        lab.database.down(false);
        assertThat(lab.verify(issued.secret())).isInstanceOf(VerifiedKey.class);
    }

    @Test
    void revocation_whoseConnectionFailsAfterTheCommit_countsAtOnce() {
        IssuedKey issued = lab.keyOf("ada");
        lab.verify(issued.secret());
        lab.database.fail("createStatement", "58030");

        assertThatThrownBy(() -> lab.keys.revoke(issued.key().id())).isInstanceOf(ConnectionException.class);
        lab.database.fail("createStatement", "");

        assertThat(lab.verify(issued.secret())).isEqualTo(KeyRejection.REVOKED);
    }

    @Test
    void revocation_whoseRollbackFailsToo_saysWhatFailedFirst() {
        lab.database.fail("commit", "57P01");
        lab.database.fail("rollback", "08003");

        assertThatThrownBy(() -> lab.keys.revokeAll())
                .isInstanceOf(ConnectionException.class)
                .hasMessageContaining("57P01")
                .satisfies(failure -> assertThat(failure.getCause().getSuppressed()[0])
                        .isInstanceOfSatisfying(
                                SQLException.class,
                                second -> assertThat(second.getSQLState()).isEqualTo("08003")));
    }

    @Test
    void poolThatThrowsAnything_isADatabaseThatIsDown() {
        lab.database.fail("getConnection", "08001");

        assertThat(lab.verify(unknown())).isEqualTo(KeyRejection.UNAVAILABLE);
        assertThatThrownBy(() -> lab.keyOf("ada"))
                .isInstanceOf(ConnectionException.class)
                .hasMessageContaining("08001");
    }

    @Test
    void databaseThatIsDown_isWarnedOfOnceInTenSeconds() {
        lab.database.down(true);

        assertThat(warnings(() -> {
                    lab.verify(unknown());
                    lab.verify(unknown());
                }))
                .singleElement()
                .asString()
                .startsWith("API keys cannot be checked. ");
        lab.clock.pass(Duration.ofMillis(9999));
        assertThat(warnings(() -> lab.verify(unknown()))).isEmpty();
        lab.clock.pass(Duration.ofMillis(1));
        assertThat(warnings(() -> lab.verify(unknown()))).hasSize(1);
    }

    @Test
    void addressWithManyFailures_waitsAMinute_butKeysInUseGoOn() {
        IssuedKey issued = lab.keyOf("ada");
        IssuedKey unused = lab.keyOf("ada");
        lab.verify(issued.secret());
        for (int i = 0; i < FailureLimit.FAILURES; i++) {
            assertThat(lab.verify(unknown())).isEqualTo(KeyRejection.INVALID);
        }
        int before = lab.database.connections();

        assertThat(lab.verify(unknown())).isEqualTo(KeyRejection.TOO_MANY_FAILURES);
        assertThat(lab.verify(unused.secret())).isEqualTo(KeyRejection.TOO_MANY_FAILURES);
        assertThat(lab.database.connections()).isEqualTo(before);
        lab.clock.pass(Duration.ofSeconds(30));
        assertThat(lab.verify(issued.secret())).isInstanceOf(VerifiedKey.class);
        assertThat(lab.keys.verify(unused.secret(), Lab.address("203.0.113.8"))).isInstanceOf(VerifiedKey.class);
        lab.clock.pass(Duration.ofSeconds(31));
        assertThat(lab.verify(unknown())).isEqualTo(KeyRejection.INVALID);
    }

    @Test
    void addressesOfOneIpv6Network_countTogether() {
        for (int i = 0; i < FailureLimit.FAILURES; i++) {
            lab.keys.verify(unknown(), Lab.address("2001:db8:1:2::" + Integer.toHexString(i)));
        }

        assertThat(lab.keys.verify(unknown(), Lab.address("2001:db8:1:2:ffff::1")))
                .isEqualTo(KeyRejection.TOO_MANY_FAILURES);
        assertThat(lab.keys.verify(unknown(), Lab.address("2001:db8:1:3::1"))).isEqualTo(KeyRejection.INVALID);
    }

    @Test
    void failuresOfManyAddresses_areForgottenBeforeTheyFillMemory() {
        FailureLimit limit = new FailureLimit(lab.clock::nanoTime);

        for (int i = 0; i < 100_000; i++) {
            limit.count(Lab.address("10." + (i >> 16) + "." + (i >> 8 & 255) + "." + (i & 255)));
        }

        assertThat(limit.size()).isLessThanOrEqualTo(10_000);
    }

    @Test
    void aMillionRandomKeys_leaveNothingBehind() {
        KeyFormat format = new KeyFormat("lab", "live");
        SecureRandom random = new SecureRandom();
        IssuedKey issued = lab.keyOf("ada");
        lab.verify(issued.secret());

        for (int i = 0; i < 1_000_000; i++) {
            // A new address now and then, so that some come as far as the database.
            lab.keys.verify(format.generate(random).secret(), Lab.address("10.1.1." + (i >> 12)));
        }

        assertThat(lab.keys.cachedKeys()).isOne();
    }

    @Test
    void cache_isBounded() {
        KeyCache cache = new KeyCache(100);
        Peppers peppers = Peppers.generate();
        KeyFormat format = new KeyFormat("lab", "live");
        for (int i = 0; i < 10_000; i++) {
            KeyText text = format.generate(new SecureRandom());
            KeyHash hash = peppers.hash(text);
            StoredKey key =
                    new StoredKey(text.id(), hash, "ada", "", null, null, lab.clock.instant(), null, null, null, null);
            cache.put(new CachedKey(key, hash, 0), cache.forgotten());
        }

        assertThat(cache.size()).isLessThanOrEqualTo(100);
    }

    @Test
    void rowThatWasReadBeforeARevocation_isNotRemembered() {
        IssuedKey issued = lab.keyOf("ada");
        StoredKey row = lab.keys.table.find(issued.key().id()).orElseThrow();
        KeyCache cache = new KeyCache(100);
        long before = cache.forgotten();

        cache.forget(KeyChange.ofKey(row.id()));
        cache.put(new CachedKey(row, row.hash(), 0), before);

        assertThat(cache.get(row.id())).isEmpty();
    }

    @Test
    void sessionKey_whenNobodyKnowsWhetherTheSessionIsAlive_isAskedToComeBack() {
        lab.sessions.add("tab");
        IssuedKey issued =
                lab.keys.of("ada").create(NewApiKey.expiring("", Lab.MONTH).endingWithSession("tab"));
        IssuedKey others = lab.keyOf("ada");
        lab.sessionsDown.set(true);
        Verification unremembered = lab.verify(issued.secret());
        lab.sessionsDown.set(false);
        Verification good = lab.verify(issued.secret());
        lab.sessionsDown.set(true);

        assertThat(unremembered).isSameAs(KeyRejection.UNAVAILABLE);
        assertThat(good).isInstanceOf(VerifiedKey.class);
        assertThat(lab.verify(issued.secret())).isSameAs(KeyRejection.UNAVAILABLE);
        assertThat(lab.verify(others.secret())).isInstanceOf(VerifiedKey.class);
    }

    @Test
    void key_whenNobodyKnowsItsOwnersRights_isAskedToComeBack_rememberedOrNot() {
        IssuedKey issued = lab.keyOf("ada");
        lab.rightsDown.set(true);
        Verification unremembered = lab.verify(issued.secret());
        Verification remembered = lab.verify(issued.secret());
        lab.rightsDown.set(false);

        assertThat(unremembered).isSameAs(KeyRejection.UNAVAILABLE);
        assertThat(remembered).isSameAs(KeyRejection.UNAVAILABLE);
        assertThat(lab.verify(issued.secret())).isInstanceOf(VerifiedKey.class);
    }

    @Test
    void keyOfAnOlderPepper_worksAndMovesToTheFirst() {
        IssuedKey issued = lab.keyOf("ada");
        try (ApiKeys both = lab.node(Peppers.of(List.of(PeppersTest.TWO, PeppersTest.ONE)))) {
            assertThat(both.verify(issued.secret(), Lab.address("203.0.113.7"))).isInstanceOf(VerifiedKey.class);
        }

        try (ApiKeys later = lab.node(Peppers.of(List.of(PeppersTest.TWO)))) {
            assertThat(later.verify(issued.secret(), Lab.address("203.0.113.7")))
                    .isInstanceOf(VerifiedKey.class);
        }
    }

    @Test
    void nodesOfNeighbouringSteps_whileThePepperIsChanged_verifyEachOthersKeys() {
        try (ApiKeys step1 = lab.node(Peppers.of(List.of(PeppersTest.ONE, PeppersTest.TWO)));
                ApiKeys step2 = lab.node(Peppers.of(List.of(PeppersTest.TWO, PeppersTest.ONE)))) {
            IssuedKey before = lab.keyOf("ada");
            IssuedKey after = step2.of("ada").create(NewApiKey.expiring("", Lab.MONTH));

            for (int i = 0; i < 3; i++) {
                for (ApiKeys node : List.of(step1, step2)) {
                    assertThat(node.verify(before.secret(), Lab.address("203.0.113.7")))
                            .isInstanceOf(VerifiedKey.class);
                    assertThat(node.verify(after.secret(), Lab.address("203.0.113.7")))
                            .isInstanceOf(VerifiedKey.class);
                    node.writeUses();
                    lab.clock.pass(CachedKey.STALENESS);
                }
            }
        }
    }

    @Test
    void keyOfAPepperThatIsGone_isRefusedWithAWarning() {
        IssuedKey issued = lab.keyOf("ada");

        try (ApiKeys other = lab.node(Peppers.of(List.of(PeppersTest.TWO)))) {
            assertThat(warnings(() -> assertThat(other.verify(issued.secret(), Lab.address("203.0.113.7")))
                            .isEqualTo(KeyRejection.INVALID)))
                    .singleElement()
                    .asString()
                    .matches("The API key " + issued.key().id()
                            + " was hashed with pepper \\w+, which is not configured: it is not accepted\\.");
        }
    }

    @Test
    void wrongKey_isNotWarnedOf() {
        IssuedKey issued = lab.keyOf("ada");

        assertThat(warnings(() -> lab.verify(withAnotherSecret(issued)))).isEmpty();
        assertThat(warnings(() -> lab.verify(unknown()))).isEmpty();
    }

    private static List<String> warnings(Runnable action) {
        List<String> warnings = new ArrayList<>();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord line) {
                warnings.add(new SimpleFormatter().formatMessage(line));
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger logger = Logger.getLogger(Verifier.class.getName());
        logger.addHandler(handler);
        try {
            action.run();
        } finally {
            logger.removeHandler(handler);
        }
        return warnings;
    }
}
