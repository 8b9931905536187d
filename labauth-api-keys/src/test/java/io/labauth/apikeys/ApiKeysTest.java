package io.labauth.apikeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.labauth.ConnectionException;
import io.labauth.Secret;
import io.labauth.apikeys.KeyRefusedException.Reason;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Making, listing, revoking and rotating keys. */
class ApiKeysTest {
    private final Lab lab = new Lab();
    private final OwnerKeys ada = lab.keys.of("ada");

    @AfterEach
    void close() {
        lab.close();
    }

    private static void assertRefused(Reason reason, ThrowingCallable call, String... says) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        KeyRefusedException.class,
                        refusal -> assertThat(refusal.reason()).isEqualTo(reason))
                .satisfies(refusal -> assertThat(List.of(says)).allMatch(refusal.getMessage()::contains));
    }

    @Test
    void createdKey_worksAndIsListedWithoutItsSecret() {
        IssuedKey issued =
                ada.create(NewApiKey.expiring("nightly job", Lab.MONTH).scopes(Set.of("read")));

        assertThat(lab.verify(issued.secret()))
                .isEqualTo(new VerifiedKey(
                        issued.key().id(), "ada", Set.of("read"), issued.key().expiresAt(), Optional.empty()));
        assertThat(ada.list()).singleElement().satisfies(listed -> {
            assertThat(listed).isEqualTo(issued.key());
            assertThat(listed.firstCharacters()).isEqualTo("lab_live_" + listed.id());
            assertThat(listed.expiresAt()).contains(lab.clock.instant().plus(Lab.MONTH));
            assertThat(listed.note()).isEqualTo("nightly job");
            assertThat(listed.scopes()).contains(Set.of("read"));
            assertThat(listed.toString()).doesNotContain(issued.secret().reveal());
        });
        assertThat(issued).asString().doesNotContain(issued.secret().reveal());
    }

    @Test
    void secret_isNowhereInTheDatabase() throws Exception {
        IssuedKey issued = lab.keyOf("ada");
        String secret = issued.secret().reveal();

        try (Connection connection = lab.database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet lines = statement.executeQuery("SCRIPT")) {
            StringBuilder dump = new StringBuilder();
            while (lines.next()) {
                dump.append(lines.getString(1)).append('\n');
            }
            assertThat(dump.toString())
                    .contains(issued.key().id())
                    .doesNotContain(secret)
                    .doesNotContain(secret.substring(21, 73));
        }
    }

    static Stream<String> badNotes() {
        return Stream.of("x".repeat(256), "two\nlines", "\u0000", "\u001b[2J", "\ud800");
    }

    @ParameterizedTest
    @MethodSource("badNotes")
    void note_thatIsTooLongOrNotALine_isRefused(String note) {
        assertRefused(Reason.NOTE, () -> ada.create(NewApiKey.expiring(note, Lab.MONTH)), "at most 255 characters");
    }

    @Test
    void note_of255Characters_isKept() {
        ada.create(NewApiKey.expiring("x".repeat(255), Lab.MONTH));

        assertThat(ada.list().get(0).note()).hasSize(255);
    }

    @Test
    void scope_thatNobodyKnows_isRefusedWithThoseThereAre() {
        NewApiKey wish = NewApiKey.expiring("", Lab.MONTH);

        assertRefused(Reason.SCOPE_UNKNOWN, () -> ada.create(wish.scopes(Set.of("read", "fly"))), "admin read write");
        assertRefused(Reason.SCOPE_UNKNOWN, () -> ada.create(wish.scopes(Set.of())), "at least one");
        assertRefused(Reason.SCOPE_UNKNOWN, () -> ada.create(wish.scopes(Set.of("inherit"))), "admin read write");
    }

    @Test
    void scope_whereThereAreNone_isRefusedWithTheAdviceToLeaveItOut() {
        lab.policy.set(ApiKeyPolicy.of(Set.of()));

        assertRefused(
                Reason.SCOPE_UNKNOWN,
                () -> ada.create(NewApiKey.expiring("", Lab.MONTH).scopes(Set.of("read"))),
                "There are no scopes to choose from here. Leave them out.");
    }

    @Test
    void scope_beyondTheOwners_isRefusedWithTheOwners() {
        assertRefused(
                Reason.SCOPE_BEYOND_OWNER,
                () -> ada.create(NewApiKey.expiring("", Lab.MONTH).scopes(Set.of("admin"))),
                "You have: read write.");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, 29, 31, 366, Long.MIN_VALUE / 86_400})
    void lifetime_thatIsNoneOfTheChoices_isRefusedWithThem(long days) {
        assertRefused(
                Reason.LIFETIME,
                () -> ada.create(NewApiKey.expiring("", Duration.ofDays(days))),
                "7 days, 30 days, 90 days, 180 days, 365 days.");
    }

    @Test
    void lifetime_withoutEnd_isRefusedUnlessThePolicyAllowsIt() {
        assertRefused(Reason.LIFETIME, () -> ada.create(NewApiKey.neverExpiring("")));

        lab.policy.set(Lab.POLICY.neverExpiring());

        assertThat(ada.create(NewApiKey.neverExpiring("")).key().expiresAt()).isEmpty();
    }

    @Test
    void choices_beyondTheMaximum_areNeitherOfferedNorAllowed() {
        lab.policy.set(Lab.POLICY.maximum(Duration.ofDays(31)));

        assertThat(lab.keys.policy().lifetimes()).containsExactly(Duration.ofDays(7), Duration.ofDays(30));
        assertRefused(
                Reason.LIFETIME,
                () -> ada.create(NewApiKey.expiring("", Duration.ofDays(90))),
                "Choose one of: 7 days, 30 days.");
    }

    @Test
    void anyLifetime_upToTheMaximum_isAllowedWithoutChoices() {
        lab.policy.set(Lab.POLICY.lifetimes(List.of()).maximum(Duration.ofHours(36)));

        assertThat(ada.create(NewApiKey.expiring("", Duration.ofSeconds(1)))).isNotNull();
        assertRefused(
                Reason.LIFETIME, () -> ada.create(NewApiKey.expiring("", Duration.ofHours(37))), "At most PT36H.");
    }

    @Test
    void keys_beyondTheNumberPerOwner_areRefused() {
        for (int i = 0; i < 5; i++) {
            lab.keyOf("ada");
        }

        assertRefused(Reason.TOO_MANY_KEYS, () -> lab.keyOf("ada"), "5 active keys", "Revoke one first");
        assertThat(lab.keyOf("ben")).isNotNull();
    }

    @Test
    void creation_whileTheAdministratorHasItOff_isRefusedAndKeysStayGood() {
        IssuedKey before = lab.keyOf("ada");
        lab.policy.set(Lab.POLICY.creationOff());

        assertRefused(Reason.CREATION_OFF, () -> lab.keyOf("ada"));
        assertRefused(Reason.CREATION_OFF, () -> ada.rotate(before.key().id(), Duration.ZERO));
        assertThat(lab.verify(before.secret())).isInstanceOf(VerifiedKey.class);
    }

    @Test
    void rotatedKey_endsWhenItWouldHaveEnded_howeverLongTheOverlap() {
        IssuedKey before = lab.keyOf("ada");
        lab.clock.pass(Lab.MONTH.minusDays(1));

        IssuedKey after = ada.rotate(before.key().id(), Duration.ofDays(7));

        lab.clock.pass(Duration.ofDays(1).minusSeconds(1));
        assertThat(lab.verify(before.secret())).isInstanceOf(VerifiedKey.class);
        lab.clock.pass(Duration.ofSeconds(1));
        assertThat(lab.verify(before.secret())).isEqualTo(KeyRejection.EXPIRED);
        assertThat(lab.verify(after.secret())).isInstanceOf(VerifiedKey.class);
    }

    @Test
    void owner_whoseNameHas255Characters_hasKeys() {
        String owner = "x".repeat(255);
        lab.rights.put(owner, Set.of("read"));

        assertThat(lab.verify(lab.keyOf(owner).secret())).isInstanceOf(VerifiedKey.class);
    }

    @Test
    void creation_whileActingAsAnother_isRefused() {
        IssuedKey before = lab.keyOf("ada");
        lab.impersonating.set(true);

        assertRefused(Reason.IMPERSONATING, () -> lab.keyOf("ada"));
        assertRefused(Reason.IMPERSONATING, () -> ada.rotate(before.key().id(), Duration.ZERO));
    }

    @Test
    void owner_whomTheApplicationDoesNotKnow_isRefused() {
        assertRefused(Reason.OWNER_UNKNOWN, () -> lab.keyOf("mallory"));
        assertRefused(Reason.OWNER_UNKNOWN, () -> lab.keyOf(" "));
        assertRefused(Reason.OWNER_UNKNOWN, () -> lab.keyOf("x".repeat(256)));
    }

    @Test
    void ownersKeys_areSeenAndRevokedByNobodyElse() {
        IssuedKey adas = lab.keyOf("ada");
        OwnerKeys ben = lab.keys.of("ben");

        assertThat(ben.listWithInactive()).isEmpty();
        assertRefused(Reason.NO_SUCH_KEY, () -> ben.revoke(adas.key().id()));
        assertRefused(Reason.NO_SUCH_KEY, () -> ben.rotate(adas.key().id(), Duration.ZERO));
        assertThat(ben.revokeAll()).isZero();
        assertThat(lab.verify(adas.secret())).isInstanceOf(VerifiedKey.class);
    }

    @Test
    void keyOfAKey_cannotDoMoreThanThatKey() {
        IssuedKey parent = ada.create(NewApiKey.expiring("", Lab.MONTH).scopes(Set.of("read")));
        OwnerKeys byKey = lab.keys.of((VerifiedKey) lab.verify(parent.secret()));

        IssuedKey child = byKey.create(NewApiKey.expiring("", Lab.MONTH));

        assertThat(child.key().scopes()).contains(Set.of("read"));
        assertRefused(
                Reason.SCOPE_BEYOND_OWNER,
                () -> byKey.create(NewApiKey.expiring("", Lab.MONTH).scopes(Set.of("write"))));
    }

    @Test
    void keyOfAKey_neverOutlivesThatKey() {
        lab.policy.set(Lab.POLICY.neverExpiring());
        IssuedKey parent = ada.create(NewApiKey.expiring("", Duration.ofDays(7)));
        IssuedKey longer = ada.create(NewApiKey.neverExpiring("").scopes(Set.of("read")));
        OwnerKeys byKey = lab.keys.of((VerifiedKey) lab.verify(parent.secret()));
        lab.clock.pass(Duration.ofDays(1));

        IssuedKey child = byKey.create(NewApiKey.neverExpiring(""));
        IssuedKey rotated = byKey.rotate(longer.key().id(), Duration.ZERO);

        assertThat(child.key().expiresAt()).isEqualTo(parent.key().expiresAt());
        assertThat(rotated.key().expiresAt()).isEqualTo(parent.key().expiresAt());
    }

    @Test
    void keyOfASessionsKey_endsWithThatSession() {
        lab.sessions.add("tab");
        IssuedKey parent = ada.create(NewApiKey.expiring("", Lab.MONTH).endingWithSession("tab"));
        IssuedKey free = ada.create(NewApiKey.expiring("", Lab.MONTH).scopes(Set.of("read")));
        OwnerKeys byKey = lab.keys.of((VerifiedKey) lab.verify(parent.secret()));
        IssuedKey child = byKey.create(NewApiKey.expiring("", Lab.MONTH));
        IssuedKey rotated = byKey.rotate(free.key().id(), Duration.ZERO);
        assertThat(lab.verify(child.secret())).isInstanceOf(VerifiedKey.class);

        lab.keys.endSession("tab");

        assertThat(lab.verify(child.secret())).isEqualTo(KeyRejection.REVOKED);
        assertThat(lab.verify(rotated.secret())).isEqualTo(KeyRejection.REVOKED);
    }

    @Test
    void revocation_countsAtOnceAndForGood() {
        IssuedKey issued = lab.keyOf("ada");
        lab.verify(issued.secret());

        ada.revoke(issued.key().id());

        assertThat(lab.verify(issued.secret())).isEqualTo(KeyRejection.REVOKED);
        assertThat(ada.list()).isEmpty();
        assertThat(ada.listWithInactive())
                .singleElement()
                .satisfies(key -> assertThat(key.revokedAt()).contains(lab.clock.instant()));
        assertRefused(Reason.NO_SUCH_KEY, () -> ada.revoke(issued.key().id()));
    }

    @Test
    void key_behindAThousandRevokedOnes_isListedAndRevoked() {
        IssuedKey planted = lab.keyOf("ada");
        for (int i = 0; i < 1000; i++) {
            lab.clock.pass(Duration.ofMillis(1));
            ada.revoke(lab.keyOf("ada").key().id());
        }

        assertThat(ada.list()).containsExactly(planted.key());
        ada.revoke(planted.key().id());

        assertThat(lab.verify(planted.secret())).isEqualTo(KeyRejection.REVOKED);
    }

    @Test
    void revocation_byFirstCharacters_findsTheKey() {
        IssuedKey issued = lab.keyOf("ada");

        ApiKey revoked = ada.revoke(issued.key().firstCharacters().substring(0, "lab_live_".length() + 4));

        assertThat(revoked.id()).isEqualTo(issued.key().id());
        assertThat(lab.verify(issued.secret())).isEqualTo(KeyRejection.REVOKED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "lab_live_", "abc", "lab_live_abc", "LIKE %", "____"})
    void revocation_byTooFewOrOtherCharacters_findsNothing(String start) {
        lab.keyOf("ada");

        assertRefused(Reason.NO_SUCH_KEY, () -> ada.revoke(start));
    }

    @Test
    void revocation_byCharactersOfSeveralKeys_isAmbiguous() {
        KeyTable table = lab.keys.table;
        StoredKey one = table.find(lab.keyOf("ada").key().id()).orElseThrow();
        table.insert(sibling(one, "aaaa00000000"), 10);
        table.insert(sibling(one, "aaaa11111111"), 10);

        assertRefused(Reason.AMBIGUOUS, () -> ada.revoke("aaaa"), "2 keys");
        ada.revoke("aaaa1");

        assertThat(ada.list())
                .extracting(ApiKey::id)
                .doesNotContain("aaaa11111111")
                .contains("aaaa00000000");
    }

    private static StoredKey sibling(StoredKey key, String id) {
        return new StoredKey(id, key.hash(), key.owner(), "", null, null, key.createdAt(), null, null, null, null);
    }

    @Test
    void revocation_byTheWholeKey_needsTheRightSecret() {
        IssuedKey issued = lab.keyOf("ada");
        Secret forged = VerifyTest.withAnotherSecret(issued);

        assertThat(lab.keys.revoke(forged)).isEmpty();
        assertThat(lab.keys.revoke(Secret.of("lab_live_junk"))).isEmpty();
        assertThat(lab.verify(issued.secret())).isInstanceOf(VerifiedKey.class);
        assertThat(lab.keys.revoke(issued.secret()))
                .hasValueSatisfying(revoked ->
                        assertThat(revoked.id()).isEqualTo(issued.key().id()));
        assertThat(lab.keys.revoke(issued.secret())).isEmpty();
        assertThat(lab.verify(issued.secret())).isEqualTo(KeyRejection.REVOKED);
    }

    @Test
    void revocation_ofAllOfAnOwner_leavesOthers() {
        IssuedKey adas = lab.keyOf("ada");
        IssuedKey bens = lab.keyOf("ben");
        lab.verify(adas.secret());

        assertThat(ada.revokeAll()).isOne();

        assertThat(lab.verify(adas.secret())).isEqualTo(KeyRejection.REVOKED);
        assertThat(lab.verify(bens.secret())).isInstanceOf(VerifiedKey.class);
    }

    @Test
    void administrator_seesAndRevokesEverybodys() {
        IssuedKey adas = lab.keyOf("ada");
        IssuedKey bens = lab.keyOf("ben");

        assertThat(lab.keys.page("", 10)).extracting(ApiKey::owner).containsExactlyInAnyOrder("ada", "ben");
        assertThat(lab.keys.revoke(adas.key().id())).hasValueSatisfying(revoked -> {
            assertThat(revoked.owner()).isEqualTo("ada");
            assertThat(revoked.revokedAt()).contains(lab.clock.instant());
        });
        assertThat(lab.keys.revoke("unknown")).isEmpty();
        assertThat(lab.keys.page("", 10)).extracting(ApiKey::owner).containsExactly("ben");
        assertThat(lab.keys.revokeAll()).isOne();
        assertThat(lab.verify(bens.secret())).isEqualTo(KeyRejection.REVOKED);
        assertThat(lab.keys.pageWithInactive("", 10)).hasSize(2);
    }

    @Test
    void rotatedKey_staysGoodForTheOverlapBesideItsSuccessor() {
        IssuedKey old = ada.create(NewApiKey.expiring("job", Lab.MONTH).scopes(Set.of("read")));
        lab.verify(old.secret());
        lab.clock.pass(Duration.ofDays(10));

        IssuedKey next = ada.rotate(old.key().id(), Duration.ofHours(1));

        assertThat(next.key().note()).isEqualTo("job");
        assertThat(next.key().scopes()).contains(Set.of("read"));
        assertThat(next.key().expiresAt()).contains(lab.clock.instant().plus(Lab.MONTH));
        assertThat(ada.list())
                .hasSize(2)
                .last()
                .satisfies(
                        key -> assertThat(key.replacedBy()).contains(next.key().id()));
        assertThat(lab.verify(old.secret())).isInstanceOf(VerifiedKey.class);
        lab.clock.pass(Duration.ofHours(1));
        assertThat(lab.verify(old.secret())).isEqualTo(KeyRejection.EXPIRED);
        assertThat(lab.verify(next.secret())).isInstanceOf(VerifiedKey.class);
    }

    @Test
    void rotation_neverLetsTheOldKeyLiveLonger_andHappensOnce() {
        IssuedKey old = lab.keyOf("ada");

        ada.rotate(old.key().id(), Duration.ofDays(3000));

        assertThat(ada.list().get(1).expiresAt()).isEqualTo(old.key().expiresAt());
        assertRefused(Reason.NOT_ACTIVE, () -> ada.rotate(old.key().id(), Duration.ZERO));
    }

    @Test
    void rotations_oneAfterTheOther_doNotPassTheNumberPerOwner() {
        lab.policy.set(Lab.POLICY.keysPerOwner(1));
        IssuedKey first = lab.keyOf("ada");
        IssuedKey second = ada.rotate(first.key().id(), Duration.ofDays(1));

        assertRefused(Reason.TOO_MANY_KEYS, () -> ada.rotate(second.key().id(), Duration.ofDays(1)), "1 replaced keys");
        assertThat(ada.list()).hasSize(2);
        assertThat(ada.rotate(second.key().id(), Duration.ZERO)).isNotNull();
        ada.revoke(first.key().id());
        assertThat(ada.list()).hasSize(1);
    }

    @Test
    void rotation_ofAKeyThatMayDoMoreThanItsOwnerNow_isRefused() {
        IssuedKey old = ada.create(NewApiKey.expiring("", Lab.MONTH).scopes(Set.of("write")));
        lab.rights.put("ada", Set.of("read"));

        assertRefused(Reason.SCOPE_BEYOND_OWNER, () -> ada.rotate(old.key().id(), Duration.ZERO));
    }

    @Test
    void sessionKey_endsWhenTheSessionIsEndedOrGone() {
        lab.sessions.addAll(Set.of("tab-1", "tab-2"));
        IssuedKey one = ada.create(NewApiKey.expiring("", Lab.MONTH).endingWithSession("tab-1"));
        IssuedKey two = ada.create(NewApiKey.expiring("", Lab.MONTH).endingWithSession("tab-2"));
        assertThat(lab.verify(one.secret())).isInstanceOf(VerifiedKey.class);
        assertThat(lab.verify(two.secret())).isInstanceOf(VerifiedKey.class);

        assertThat(lab.keys.endSession("tab-1")).isOne();
        lab.sessions.remove("tab-2");

        assertThat(lab.verify(one.secret())).isEqualTo(KeyRejection.REVOKED);
        assertThat(lab.verify(two.secret())).isEqualTo(KeyRejection.SESSION_ENDED);
    }

    @Test
    void sessionKeys_ofSessionsThatAreGone_doNotCount() {
        for (int i = 0; i < 5; i++) {
            lab.sessions.add("tab-" + i);
            ada.create(NewApiKey.expiring("", Lab.MONTH).endingWithSession("tab-" + i));
        }
        lab.sessions.remove("tab-3");

        lab.keyOf("ada");

        assertThat(ada.list()).hasSize(5);
        assertRefused(Reason.TOO_MANY_KEYS, () -> lab.keyOf("ada"));
    }

    @Test
    void rotation_byAKeyWithSomeScopes_neverGivesAllOfTheOwners() {
        IssuedKey inheriting = lab.keyOf("ada");
        IssuedKey some = ada.create(NewApiKey.expiring("", Lab.MONTH).scopes(Set.of("read")));
        OwnerKeys byKey = lab.keys.of((VerifiedKey) lab.verify(some.secret()));

        assertRefused(
                Reason.SCOPE_BEYOND_OWNER, () -> byKey.rotate(inheriting.key().id(), Duration.ZERO));
        assertThat(byKey.rotate(some.key().id(), Duration.ZERO).key().scopes()).contains(Set.of("read"));
    }

    @Test
    void sessionKey_ofASessionThatIsNotAlive_isRefused() {
        assertRefused(
                Reason.SESSION,
                () -> ada.create(NewApiKey.expiring("", Lab.MONTH).endingWithSession("gone")));
    }

    @Test
    void list_leavesOutKeysOfSessionsThatAreGone() {
        lab.sessions.addAll(Set.of("tab-1", "tab-2"));
        ada.create(NewApiKey.expiring("one", Lab.MONTH).endingWithSession("tab-1"));
        ada.create(NewApiKey.expiring("two", Lab.MONTH).endingWithSession("tab-2"));
        lab.sessions.remove("tab-1");

        assertThat(ada.list()).extracting(ApiKey::note).containsExactly("two");
    }

    @Test
    void list_whenNobodyKnowsWhichSessionsAreAlive_showsTheirKeys() {
        lab.sessions.add("tab-1");
        ada.create(NewApiKey.expiring("one", Lab.MONTH).endingWithSession("tab-1"));
        lab.sessionsDown.set(true);

        assertThat(ada.list()).extracting(ApiKey::note).containsExactly("one");
    }

    @Test
    void sessionKey_whenNobodyKnowsWhetherTheSessionIsAlive_isNotMade() {
        lab.sessionsDown.set(true);

        assertThatThrownBy(() -> ada.create(NewApiKey.expiring("", Lab.MONTH).endingWithSession("tab-1")))
                .isInstanceOf(ConnectionException.class);
        assertThat(ada.list()).isEmpty();
    }

    @Test
    void find_givesAnybodysKey_activeOrNot() {
        ApiKey key = lab.keyOf("ben").key();
        lab.keys.revoke(key.id());

        assertThat(lab.keys.find(key.id()))
                .hasValueSatisfying(found -> assertThat(found.owner()).isEqualTo("ben"));
        assertThat(lab.keys.find(key.id().substring(0, 11))).isEmpty();
    }

    @Test
    void databaseThatIsDown_isAConnectionException() {
        lab.database.down(true);

        assertThatThrownBy(() -> lab.keyOf("ada")).isInstanceOf(ConnectionException.class);
        assertThatThrownBy(ada::list).isInstanceOf(ConnectionException.class);
    }
}
