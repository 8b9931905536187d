package io.labauth.spring;

import static io.labauth.spring.Browser.MARA;
import static io.labauth.spring.Browser.TOMAS;
import static org.assertj.core.api.Assertions.assertThat;

import io.labauth.apikeys.ApiKeyPolicy;
import io.labauth.apikeys.ApiKeys;
import io.labauth.apikeys.NewApiKey;
import io.labauth.spring.NotebookApplication.World;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The REST interface to keys, from outside. */
@KeyTest
class ApiKeyEndpointsTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String KEYS = "/api/keys";
    private static final String GOOD = "{\"note\":\"nightly\",\"scopes\":[\"notebooks:read\"],\"expiresIn\":\"P7D\"}";

    private final ApiKeys keys;
    private final ApiKeyDatabase database;
    private final World world;
    private final Browser mara;
    private final Browser tomas;
    private final KeyClient client;

    ApiKeyEndpointsTest(
            @Autowired ApiKeys keys,
            @Autowired ApiKeyDatabase database,
            @Autowired World world,
            @LocalServerPort int port) {
        this.keys = keys;
        this.database = database;
        this.world = world;
        this.mara = new Browser(port);
        this.tomas = new Browser(port);
        this.client = new KeyClient(port);
    }

    @BeforeEach
    void signIn() {
        keys.revokeAll();
        world.events.clear();
        world.details.clear();
        world.rights.clear();
        world.others = Optional.of(NotebookApplication.ALL);
        world.policy = ApiKeyPolicy.of(NotebookApplication.ALL);
        world.later = Duration.ZERO;
        mara.signIn(MARA);
    }

    @Test
    void create_whenByAPersonWithTheToken_showsTheKeyOnce() {
        HttpResponse<String> answer = client.json("POST", KEYS, GOOD, mara);
        JsonNode created = JSON.readTree(answer.body());
        String key = created.path("key").stringValue();

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(created.path("owner").stringValue()).isEqualTo(MARA);
        assertThat(client.withKey("GET", "/api/notebooks", key).statusCode()).isEqualTo(200);
        assertThat(mara.get(KEYS).body())
                .contains(created.path("firstCharacters").stringValue(), "nightly", "notebooks:read")
                .doesNotContain(key.substring(22));
        assertThat(world.events).containsExactly("API_KEY_CREATED by " + MARA);
    }

    @Test
    void create_withoutTheToken_isRefused() {
        HttpResponse<String> answer =
                client.send("POST", KEYS, GOOD, "Cookie", mara.cookieHeader(), "Content-Type", "application/json");

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(keys.of(MARA).list()).isEmpty();
    }

    @Test
    void create_whenByNobody_isRefused() {
        assertThat(client.get(KEYS).statusCode()).isEqualTo(401);
    }

    @Test
    void create_whenByAKeyWithTheScope_makesNoStrongerKey() {
        String key = key(MARA, "keys:write", "notebooks:read");

        HttpResponse<String> stronger =
                client.json("POST", KEYS, "{\"scopes\":[\"notebooks:write\"],\"expiresIn\":\"P7D\"}", key);
        HttpResponse<String> inherited = client.json("POST", KEYS, "{\"expiresIn\":\"P7D\"}", key);

        assertThat(stronger.statusCode()).isEqualTo(400);
        assertThat(stronger.body()).contains("\"field\":\"scopes\"", "keys:write notebooks:read");
        assertThat(inherited.statusCode()).isEqualTo(201);
        assertThat(inherited.body()).contains("[\"keys:write\",\"notebooks:read\"]");
    }

    @Test
    void keys_whenByAKeyWithoutTheScope_areClosed() {
        HttpResponse<String> answer = client.withKey("GET", KEYS, key(MARA, "keys:write"));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.headers().firstValue("WWW-Authenticate").orElse("")).contains("scope=\"keys:read\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | 400 | expiresIn",
                "{\"expiresIn\":null} | 400 | expiresIn",
                "{\"expiresIn\":30} | 400 | must be a string",
                "{\"expiresIn\":\"soon\"} | 400 | P30D",
                "{\"expiresIn\":\"P0D\"} | 400 | Choose one of: 7 days",
                "{\"expiresIn\":\"-P7D\"} | 400 | Choose one of: 7 days",
                "{\"expiresIn\":\"P8D\"} | 400 | Choose one of: 7 days",
                "{\"expiresIn\":\"P366D\"} | 400 | 365 days",
                "{\"expiresIn\":\"P99999999999D\"} | 400 | expiresIn",
                "{\"expiresIn\":\"never\"} | 400 | 365 days",
                "{\"expiresIn\":\"P7D\",\"note\":7} | 400 | must be a string",
                "{\"expiresIn\":\"P7D\",\"note\":\"a\\nb\"} | 400 | at most 255 characters",
                "{\"expiresIn\":\"P7D\",\"scopes\":\"notebooks:read\"} | 400 | array",
                "{\"expiresIn\":\"P7D\",\"scopes\":[1]} | 400 | array",
                "{\"expiresIn\":\"P7D\",\"scopes\":[]} | 400 | at least one scope",
                "{\"expiresIn\":\"P7D\",\"scopes\":[\"root\"]} | 400 | keys:read keys:write notebooks:read",
                "{\"expiresIn\":\"P7D\",\"endsWithSession\":\"yes\"} | 400 | true or false",
                "{\"expiresIn\":\"P7D\",\"owner\":\"tomas\"} | 400 | endsWithSession, expiresIn, note, scopes",
                "{\"expiresIn\":\"P7D\",\"expiresIn\":\"P7D\"} | 400 | not JSON",
                "{\"expiresIn\":\"P7D\"} x | 400 | not JSON",
                "{\"expiresIn\" | 400 | not JSON",
                "[] | 400 | JSON object",
                "null | 400 | JSON object"
            })
    void create_whenTheBodyIsWrong_saysWhatIsAllowed(String body, int status, String said) {
        HttpResponse<String> answer = client.json("POST", KEYS, body, mara);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.body()).contains("\"status\":" + status, said);
        assertThat(keys.of(MARA).list()).isEmpty();
    }

    @Test
    void create_whenTheNoteIsTooLong_saysHowLongItMayBe() {
        HttpResponse<String> answer =
                client.json("POST", KEYS, "{\"expiresIn\":\"P7D\",\"note\":\"%s\"}".formatted("x".repeat(256)), mara);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("\"field\":\"note\"", "255").doesNotContain("xxx");
    }

    @Test
    void create_whenTheBodyIsHuge_isRefused() {
        assertThat(client.json("POST", KEYS, " ".repeat(20_000), mara).statusCode())
                .isEqualTo(413);
    }

    @Test
    void create_whenTheBodyIsAForm_isRefused() {
        HttpResponse<String> answer = client.send(
                "POST", KEYS, GOOD, "Authorization", "Bearer " + key(MARA, "keys:write"), "Content-Type", "text/plain");

        assertThat(answer.statusCode()).isEqualTo(415);
    }

    @Test
    void create_whenAScopeIsBeyondTheOwner_saysWhatTheOwnerHas() {
        world.rights.put(MARA, Set.of("notebooks:read"));

        HttpResponse<String> answer =
                client.json("POST", KEYS, "{\"scopes\":[\"notebooks:write\"],\"expiresIn\":\"P7D\"}", mara);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("\"field\":\"scopes\"", "You have: notebooks:read.");
    }

    @Test
    void create_whenThereAreTooMany_saysTheLimit() {
        world.policy = world.policy.keysPerOwner(1);
        client.json("POST", KEYS, GOOD, mara);

        HttpResponse<String> answer = client.json("POST", KEYS, GOOD, mara);

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains("1 active keys already");
        assertThat(world.events).contains("API_KEY_REFUSED by " + MARA);
    }

    @Test
    void create_whenSwitchedOff_isForbidden() {
        world.policy = world.policy.creationOff();

        HttpResponse<String> answer = client.json("POST", KEYS, GOOD, mara);

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.body()).contains("switched the making of keys off");
    }

    @Test
    void revoke_whenByIdOrFirstCharactersOrWholeKey_endsTheKey() {
        String byId = key(MARA, "notebooks:read");
        String byStart = key(MARA, "notebooks:read");
        String byKey = key(MARA, "notebooks:read");

        assertThat(client.json("DELETE", KEYS + "/" + byId.substring(9, 21), "", mara)
                        .statusCode())
                .isEqualTo(204);
        assertThat(client.json("POST", KEYS + "/revoke", "{\"key\":\"%s\"}".formatted(byStart.substring(0, 21)), mara)
                        .statusCode())
                .isEqualTo(204);
        assertThat(client.json("POST", KEYS + "/revoke", "{\"key\":\"%s\"}".formatted(byKey), mara)
                        .statusCode())
                .isEqualTo(204);
        assertThat(keys.of(MARA).list()).isEmpty();
        assertThat(client.withKey("GET", "/api/notebooks", byKey).statusCode()).isEqualTo(401);
        assertThat(world.events)
                .filteredOn(event -> event.startsWith("API_KEY_REVOKED"))
                .hasSize(3);
    }

    @Test
    void revoke_howeverTheKeyIsNamed_tellsTheAuditWhichAndWhose() {
        String byStart = key(MARA, "notebooks:read");
        String byKey = key("ada@example.org", "notebooks:read");
        String byAdministrator = key(MARA, "notebooks:read");
        tomas.signIn(TOMAS);
        world.details.clear();

        client.json("POST", KEYS + "/revoke", "{\"key\":\"%s\"}".formatted(byStart.substring(0, 20)), mara);
        client.json("POST", KEYS + "/revoke", "{\"key\":\"%s\"}".formatted(byKey), mara);
        client.json("DELETE", KEYS + "/" + byAdministrator.substring(9, 21) + "?all", "", tomas);

        assertThat(world.details)
                .containsExactly(
                        Map.of("key", byStart.substring(9, 21), "owner", MARA),
                        Map.of("key", byKey.substring(9, 21), "owner", "ada@example.org"),
                        Map.of("key", byAdministrator.substring(9, 21), "owner", MARA));
    }

    @Test
    void revoke_whenSeveralKeysBeginLikeThat_saysSoAndRevokesNone() {
        String one = key(MARA, "notebooks:read").substring(9, 21);
        String other = key(MARA, "notebooks:read").substring(9, 21);
        Stream.of(one, other).forEach(id -> rename(id, "zzzz" + id.substring(4)));

        HttpResponse<String> byId = client.json("DELETE", KEYS + "/zzzz", "", mara);
        HttpResponse<String> byStart = client.json("POST", KEYS + "/revoke", "{\"key\":\"lab_live_zzzz\"}", mara);

        assertThat(List.of(byId, byStart)).allSatisfy(answer -> {
            assertThat(answer.statusCode()).isEqualTo(409);
            assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
            assertThat(answer.body()).contains("\"status\":409", "2 keys begin like that. Give more characters.");
        });
        assertThat(keys.of(MARA).list()).hasSize(2);
        assertThat(client.json("DELETE", KEYS + "/zzzz" + one.substring(4), "", mara)
                        .statusCode())
                .isEqualTo(204);
        assertThat(keys.of(MARA).list()).hasSize(1);
    }

    @Test
    void revoke_whenItIsAnothersKey_findsNone() {
        String others = key(TOMAS, "notebooks:read");

        assertThat(client.json("DELETE", KEYS + "/" + others.substring(9, 21), "", mara)
                        .statusCode())
                .isEqualTo(404);
        assertThat(client.json("DELETE", KEYS + "/" + others.substring(9, 21) + "?all", "", mara)
                        .statusCode())
                .isEqualTo(403);
        assertThat(client.withKey("GET", "/api/notebooks", others).statusCode()).isEqualTo(200);
    }

    @Test
    void rotate_givesANewKeyAndKeepsTheOldForTheOverlap() {
        String old = key(MARA, "notebooks:read");

        HttpResponse<String> answer =
                client.json("POST", KEYS + "/" + old.substring(9, 21) + "/rotate", "{\"overlap\":\"PT1H\"}", mara);

        assertThat(answer.statusCode()).isEqualTo(201);
        String next = JSON.readTree(answer.body()).path("key").stringValue();
        assertThat(client.withKey("GET", "/api/notebooks", next).statusCode()).isEqualTo(200);
        assertThat(client.withKey("GET", "/api/notebooks", old).statusCode()).isEqualTo(200);
        world.later = Duration.ofHours(2);
        assertThat(client.withKey("GET", "/api/notebooks", old).statusCode()).isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({"-PT1H", "P31D", "tomorrow"})
    void rotate_whenTheOverlapIsWrong_isRefused(String overlap) {
        String old = key(MARA, "notebooks:read");

        HttpResponse<String> answer = client.json(
                "POST", KEYS + "/" + old.substring(9, 21) + "/rotate", "{\"overlap\":\"%s\"}".formatted(overlap), mara);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("\"field\":\"overlap\"");
    }

    @Test
    void administrator_seesAndRevokesEverybodysKeys() {
        String maras = key(MARA, "notebooks:read");
        String others = key("ada@example.org", "notebooks:read");
        tomas.signIn(TOMAS);

        assertThat(tomas.get(KEYS + "?all").body()).contains(MARA, "ada@example.org");
        assertThat(client.json("DELETE", KEYS + "/" + maras.substring(9, 21) + "?all", "", tomas)
                        .statusCode())
                .isEqualTo(204);
        assertThat(client.json("DELETE", KEYS + "?owner=ada@example.org", "", tomas)
                        .body())
                .isEqualTo("{\"revoked\":1}");
        assertThat(tomas.get(KEYS + "?all").body()).isEqualTo("{\"keys\":[]}");
        assertThat(tomas.get(KEYS + "?all&inactive&size=1000").body()).contains("revokedAt");
        assertThat(client.withKey("GET", "/api/notebooks", others).statusCode()).isEqualTo(401);
    }

    @Test
    void everybodysKeys_areForAdministratorsAlone() {
        assertThat(mara.get(KEYS + "?all").statusCode()).isEqualTo(403);
        assertThat(client.json("DELETE", KEYS + "?owner=" + MARA, "", mara).statusCode())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource({"0", "1001", "-1", "many", "99999999999"})
    void page_whenOfAWrongSize_isRefused(String size) {
        tomas.signIn(TOMAS);

        assertThat(tomas.get(KEYS + "?all&size=" + size).statusCode()).isEqualTo(400);
    }

    @Test
    void key_whenMadeToEndWithTheSession_endsWithIt() {
        HttpResponse<String> created =
                client.json("POST", KEYS, "{\"expiresIn\":\"P7D\",\"endsWithSession\":true}", mara);
        String key = JSON.readTree(created.body()).path("key").stringValue();
        assertThat(client.withKey("GET", "/api/notebooks", key).statusCode()).isEqualTo(200);

        mara.signOut();

        assertThat(client.withKey("GET", "/api/notebooks", key).statusCode()).isEqualTo(401);
        assertThat(keys.of(MARA).list()).isEmpty();
    }

    @Test
    void key_whenASignInOfAnotherTabIsFinishedInTheSession_endsWithWhatWasBefore(@LocalServerPort int port) {
        Browser browser = new Browser(port);
        URI otherTab = browser.agree(browser.beginLogin(), TOMAS);
        browser.signIn(MARA);
        HttpResponse<String> created =
                client.json("POST", KEYS, "{\"expiresIn\":\"P7D\",\"endsWithSession\":true}", browser);
        String key = JSON.readTree(created.body()).path("key").stringValue();
        assertThat(client.withKey("GET", "/api/notebooks", key).statusCode()).isEqualTo(200);

        browser.get(otherTab);

        assertThat(client.withKey("GET", "/api/notebooks", key).statusCode()).isEqualTo(401);
        assertThat(keys.of(MARA).list()).isEmpty();
    }

    @Test
    void key_whenMadeByAKey_cannotEndWithASession() {
        HttpResponse<String> answer =
                client.json("POST", KEYS, "{\"expiresIn\":\"P7D\",\"endsWithSession\":true}", key(MARA, "keys:write"));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("\"field\":\"endsWithSession\"");
    }

    /** As chance has it among a million keys. */
    private void rename(String id, String next) {
        JdbcClient.create(database.dataSource())
                .sql("UPDATE labauth_api_key SET id = ? WHERE id = ?")
                .params(next, id)
                .update();
    }

    private String key(String owner, String... scopes) {
        return keys.of(owner)
                .create(NewApiKey.expiring("test", Duration.ofDays(7)).scopes(Set.of(scopes)))
                .secret()
                .reveal();
    }
}
