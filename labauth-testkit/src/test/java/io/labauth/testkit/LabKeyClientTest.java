package io.labauth.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.labauth.AuthenticationException;
import io.labauth.AuthenticationException.Reason;
import io.labauth.AuthorizationException;
import io.labauth.Secret;
import io.labauth.labkey.LabKey;
import io.labauth.labkey.LabKeyApiKey;
import io.labauth.labkey.LabKeyUser;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** labauth's client of LabKey against a server that answers as it should. */
@Timeout(30)
class LabKeyClientTest {
    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-22T10:00:00Z"));
    private final FakeLabKey fake =
            FakeLabKey.builder().contextPath("/labkey").clock(clock).start();
    private final FakeLabKeyUser ada = fake.addUser("ada@example.org", "Ada");
    private final String key = fake.issueKey(ada, "nightly import");
    private final LabKey labKey = LabKey.connect(fake.baseUrl(), Secret.of(key));

    @TempDir
    Path home;

    @AfterEach
    void stop() {
        fake.close();
    }

    @Test
    void whoAmI_isTheKeysOwner() {
        assertThat(labKey.whoAmI()).isEqualTo(new LabKeyUser(ada.id(), "Ada", "ada@example.org"));
        assertThat(fake.calls().total()).isOne();
    }

    @Test
    void whoAmI_whenTheKeyWasRevoked_isRefusedOnceAndForGood() {
        LabKeyApiKey mine = labKey.keys().get(0);
        labKey.revoke(mine.rowId());

        AuthenticationException e = refusal(labKey::whoAmI);

        assertThat(e.reason()).isEqualTo(Reason.KEY_UNKNOWN);
        assertThat(e).hasMessageContaining("argument").hasMessageContaining("revoked");
        assertThat(fake.calls().retried4xx()).isZero();
        Shapes.assertHidden(e, key);
    }

    @Test
    void whoAmI_whenAProxyTakesTheKeyOut_saysSo() {
        fake.failNext("whoami", Fault.answer(200, "application/json", "{\"id\": 0, \"CSRF\": \"t\"}"), 1);

        AuthenticationException e = refusal(labKey::whoAmI);

        assertThat(e.reason()).isEqualTo(Reason.NOT_SIGNED_IN);
        assertThat(e).hasMessageContaining("Authorization");
    }

    @Test
    void keys_areShownWithTheirTimesInUtc() {
        clock.advance(Duration.ofHours(1));
        fake.keyLifetime(Duration.ofDays(30));
        fake.issueKey(ada, "");

        List<LabKeyApiKey> keys = labKey.keys();

        assertThat(keys).hasSize(2);
        assertThat(keys.get(0).description()).isEqualTo("nightly import");
        assertThat(keys.get(0).createdBy()).hasValue(ada.id());
        assertThat(keys.get(0).created()).contains(Instant.parse("2026-11-22T10:00:00Z"));
        assertThat(keys.get(0).expiration()).isEmpty();
        assertThat(keys.get(0).lastUsed()).contains(Instant.parse("2026-11-22T11:00:00Z"));
        assertThat(keys.get(1).expiration()).contains(Instant.parse("2026-12-22T11:00:00Z"));
        assertThat(keys.get(1).lastUsed()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-22T10:00:00Z",
                "2026-11-22T12:00:00+02:00",
                "2026-11-22T10:00:00",
                "2026-11-22 10:00:00.000",
                "2026/11/22 10:00:00"
            })
    void keys_whateverTheFormOfTimes_areUnderstood(String created) {
        fake.failNext(
                "selectRows",
                Fault.answer(200, "application/json", "{\"rows\": [{\"RowId\": 7, \"Created\": \"" + created + "\"}]}"),
                1);

        assertThat(labKey.keys().get(0).created()).contains(Instant.parse("2026-11-22T10:00:00Z"));
    }

    @Test
    void keys_whenThereAreTenThousand_areAllThere() {
        IntStream.range(0, 10_000).forEach(i -> fake.issueKey(ada, "key " + i));

        assertThat(labKey.keys()).hasSize(10_001);
    }

    @Test
    void aCreatedKey_isGoodUntilItIsRevoked() {
        Secret created = labKey.createApiKey("another");
        LabKey other = LabKey.connect(fake.baseUrl(), created);
        assertThat(other.whoAmI().email()).isEqualTo("ada@example.org");

        long rowId = labKey.keys().get(1).rowId();

        assertThat(labKey.revoke(rowId)).isTrue();
        assertThat(labKey.revoke(rowId)).isFalse();
        assertThat(refusal(other::whoAmI).reason()).isEqualTo(Reason.KEY_UNKNOWN);
    }

    @Test
    void aSessionKey_diesWithTheSession() {
        LabKey session = LabKey.connect(fake.baseUrl(), labKey.createSessionKey());
        assertThat(session.whoAmI().email()).isEqualTo("ada@example.org");

        fake.endSessions();

        assertThat(refusal(session::whoAmI)).hasMessageContaining("session");
        assertThat(labKey.whoAmI().email()).isEqualTo("ada@example.org");
    }

    @Test
    void creating_whenKeysAreNotEnabled_namesTheSetting() {
        fake.allowKeys(false, false);

        for (Runnable creation : List.<Runnable>of(() -> labKey.createApiKey("d"), labKey::createSessionKey)) {
            assertThatExceptionOfType(AuthorizationException.class)
                    .isThrownBy(creation::run)
                    .withMessageContaining("not enabled")
                    .withMessageContaining("Admin Console, Site Settings, Configure API Keys");
        }
    }

    @Test
    void creating_whenTheDescriptionIsTooLong_isRefusedHere() {
        labKey.createApiKey("d".repeat(256));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> labKey.createApiKey("d".repeat(257)))
                .withMessageContaining("at most 256");
        assertThat(fake.calls().count("createApiKey")).isOne();
    }

    @Test
    void othersKeys_areForAdministrators() {
        LabKey root = LabKey.connect(
                fake.baseUrl(), Secret.of(fake.issueKey(fake.addAdministrator("root@example.org", "Root"), "admin's")));
        long adasKey = labKey.keys().get(0).rowId();

        assertThatExceptionOfType(AuthorizationException.class).isThrownBy(labKey::allKeys);
        assertThatExceptionOfType(AuthorizationException.class).isThrownBy(() -> labKey.revokeAny(adasKey));
        assertThat(root.allKeys()).hasSize(2);
        assertThat(root.keys()).hasSize(1);
        assertThat(root.revoke(adasKey)).isFalse();
        assertThat(root.revokeAny(adasKey)).isTrue();
        assertThat(root.revokeAny(adasKey)).isFalse();
    }

    @Test
    void othersKeys_whenTheServerHidesThem_areForAdministratorsAllTheSame() {
        fake.failNext("selectRows", Fault.status(404), 1);

        assertThatExceptionOfType(AuthorizationException.class)
                .isThrownBy(labKey::allKeys)
                .withMessageContaining("administrators");
    }

    @Test
    void noSession_isEverKept() {
        labKey.createApiKey("d");
        fake.endSessions();

        assertThat(labKey.keys()).hasSize(2);
    }

    @Test
    void aFolder_isPartOfEachAddress() {
        fake.addFolder("/My Project/Plates & 100% Ä+1;x");
        LabKey inside = labKey.inFolder("/My Project/Plates & 100% Ä+1;x");

        assertThat(inside.whoAmI().email()).isEqualTo("ada@example.org");
        assertThat(inside.createApiKey("d")).isNotNull();
        assertThat(labKey.inFolder("home/").whoAmI())
                .isEqualTo(inside.inFolder("/").whoAmI());
        Shapes.assertStatus(labKey.inFolder("/Other")::whoAmI, 404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a//b", "/a/../b", "/./a", "a\nb"})
    void aFolder_whenItsPathIsNone_isRefused(String path) {
        assertThatIllegalArgumentException().isThrownBy(() -> labKey.inFolder(path));
    }

    @ParameterizedTest
    @ValueSource(strings = {"apikey|", "session|"})
    void aKeyOfAnOldServer_isCalledMalformed(String prefix) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LabKey.connect(fake.baseUrl(), Secret.of(prefix + key)))
                .withMessageContaining("malformed")
                .withMessageContaining(prefix)
                .withMessageNotContaining(key);
    }

    @Test
    void anotherText_isNoKey() {
        for (String wrong : List.of(key.substring(1), key + "0", "g" + key.substring(1), key + "\n", "tp_" + key)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> LabKey.connect(fake.baseUrl(), Secret.of(wrong)))
                    .withMessageContaining("64 hexadecimal digits")
                    .withMessageNotContaining(wrong);
        }
    }

    @Test
    void aServer_whenItsAddressIsPlainHttpElsewhere_isRefusedUnlessToldSo() {
        URI plain = URI.create("http://labkey.example.org");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> LabKey.connect(plain, Secret.of(key)))
                .withMessageContaining("plain http");
        assertThat(LabKey.builder(plain, Secret.of(key)).evenOverPlainHttp().build())
                .isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"labkey", "ftp://labkey", "https://a@labkey", "https://labkey?a", "https://labkey#a"})
    void anotherAddress_isNoServer(String address) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LabKey.connect(URI.create(address), Secret.of(key)))
                .withMessageNotContaining(key);
    }

    @Test
    void aClientThatKeepsCookiesOrFollowsRedirects_isRefused() {
        HttpClient keeping =
                HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> LabKey.builder(fake.baseUrl(), Secret.of(key)).httpClient(keeping))
                .withMessageContaining("cookie");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> LabKey.builder(fake.baseUrl(), Secret.of(key)).httpClient(Shapes.followingRedirects()))
                .withMessageContaining("redirects");
    }

    @Test
    void theCredential_servesForRequestsOfOnesOwn() throws Exception {
        URI address = URI.create(fake.baseUrl() + "/home/login-whoami.api");

        String answer = HttpClient.newHttpClient()
                .send(labKey.credential().applyTo(Shapes.request(), address).build(), BodyHandlers.ofString())
                .body();

        assertThat(answer).contains("ada@example.org");
    }

    @Test
    void fromEnvironment_takesTheKeyFromTheNetrcFile() throws IOException {
        netrc(home.resolve(".netrc"));

        LabKey found = LabKey.builder(fake.baseUrl(), Map.of(), home).build();

        assertThat(found.whoAmI().email()).isEqualTo("ada@example.org");
        assertThat(found.credential().origin()).hasToString("file " + home.resolve(".netrc"));
        assertThat(found.toString()).contains(".netrc").doesNotContain(key);
    }

    @Test
    void fromEnvironment_whenTheFirstFileHasNoEntry_looksIntoTheSecond() throws IOException {
        Files.writeString(home.resolve(".netrc"), "machine other.example.org login apikey password x");
        netrc(home.resolve("_netrc"));

        assertThat(LabKey.builder(fake.baseUrl(), Map.of(), home).build().whoAmI())
                .isNotNull();
    }

    @Test
    void fromEnvironment_whenNetrcIsSet_looksThereAlone() throws IOException {
        netrc(home.resolve(".netrc"));
        Path elsewhere = home.resolve("keys");
        Map<String, String> environment = Map.of("NETRC", elsewhere.toString());

        assertThatIllegalStateException()
                .isThrownBy(
                        () -> LabKey.builder(fake.baseUrl(), environment, home).build())
                .withMessageContaining("There is no key for 127.0.0.1 in " + elsewhere + ":");

        netrc(elsewhere);
        assertThat(LabKey.builder(fake.baseUrl(), environment, home).build().whoAmI())
                .isNotNull();
    }

    @Test
    void fromEnvironment_whenAFileCannotBeRead_namesIt() throws IOException {
        Files.write(home.resolve(".netrc"), new byte[] {'m', (byte) 0xff});
        assertThatIllegalStateException()
                .isThrownBy(() -> LabKey.builder(fake.baseUrl(), Map.of(), home).build())
                .withMessageContaining(home.resolve(".netrc") + ", which is not UTF-8 text");

        Files.writeString(home.resolve(".netrc"), "machine 127.0.0.1 login apikey password \"" + key);
        assertThatIllegalStateException()
                .isThrownBy(() -> LabKey.builder(fake.baseUrl(), Map.of(), home).build())
                .withMessageContaining("line 1: a quoted word does not end")
                .withMessageNotContaining(key);

        Files.writeString(home.resolve(".netrc"), "machine 127.0.0.1 login apikey password apikey|" + key);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LabKey.builder(fake.baseUrl(), Map.of(), home).build())
                .withMessageContaining("malformed");
    }

    private void netrc(Path file) throws IOException {
        Files.writeString(file, "machine 127.0.0.1\n  login apikey\n  password " + key + "\n");
    }

    private static AuthenticationException refusal(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        return catchThrowableOfType(AuthenticationException.class, call);
    }
}
