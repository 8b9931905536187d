package io.labauth.sample.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import io.labauth.testkit.FakeLabArchives;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;

/** Keys on nodes that share a PostgreSQL, and have their sessions there or in a Redis. */
@ParameterizedClass
@EnumSource(KeysOnNodesIT.Sessions.class)
@Timeout(240)
class KeysOnNodesIT {
    private static final Pattern KEY = Pattern.compile("<code id=\"key\">([^<]+)</code>");
    private static final Pattern HIDDEN = Pattern.compile("name=\"(_csrf|form)\" value=\"([^\"]+)\"");
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    /** Before a node asks the database by itself, five seconds after it did; long enough for three JVMs that have just started. */
    private static final Duration TOLD = Duration.ofSeconds(4);

    private static FakeLabArchives labArchives;
    private static Cluster cluster;

    @Parameter
    Sessions sessions;

    /** Where they are. */
    enum Sessions {
        POSTGRES {
            @Override
            StoreServer started() {
                return PostgresServer.started();
            }

            @Override
            void forget(StoreServer store) throws SQLException {
                Map<String, String> settings = store.settings();
                try (Connection connection = DriverManager.getConnection(
                                settings.get("SPRING_DATASOURCE_URL"), settings.get("SPRING_DATASOURCE_USERNAME"), "");
                        Statement statement = connection.createStatement()) {
                    statement.execute("DELETE FROM spring_session");
                }
            }
        },
        REDIS {
            @Override
            StoreServer started() {
                return RedisBesidePostgres.started();
            }

            @Override
            void forget(StoreServer store) {
                String port =
                        String.valueOf(((RedisBesidePostgres) store).redis().port());
                Server.run(
                        Server.TARGET.resolve("redis-cli.log"),
                        List.of("redis-cli", "-h", "127.0.0.1", "-p", port, "FLUSHALL"));
            }
        };

        abstract StoreServer started();

        /** Without a word to anybody. */
        abstract void forget(StoreServer store) throws SQLException;
    }

    @BeforeAll
    static void packSample() {
        PackagedSample.prepare();
    }

    @BeforeParameterizedClassInvocation
    static void startCluster(Sessions sessions) {
        labArchives = FakeLabArchives.start();
        FakeLabArchives.demoUsers().forEach(labArchives::addUser);
        byte[] sealing = new byte[32];
        cluster = Cluster.start(
                sessions.started(), labArchives, List.of(Base64.getEncoder().encodeToString(sealing)));
    }

    @AfterParameterizedClassInvocation
    static void stopCluster() {
        cluster.close();
        labArchives.close();
    }

    @Test
    void notebooks_areTheSameOnEveryNode() throws Exception {
        String key = make(signedIn(), at(1));

        for (int node = 1; node <= 3; node++) {
            assertThat(answer(node, key).body()).contains("Membrane proteins 2026");
        }
    }

    @Test
    void sessionsKey_whenThePersonSignsOutOnAnotherNode_endsOnTheThird() throws Exception {
        Visitor mara = signedIn();
        String key = makeForSession(mara, at(1));
        assertThat(status(2, key)).isEqualTo(200);
        assertThat(status(3, key)).isEqualTo(200);

        mara.signOut(at(2));

        awaitRefused(TOLD, 3, key);
        awaitRefused(TOLD, 1, key);
    }

    @Test
    void sessionsKey_whenTheSessionIsGoneWithoutAWord_endsOnEveryNode() throws Exception {
        String key = makeForSession(signedIn(), at(1));
        assertThat(status(3, key)).isEqualTo(200);

        sessions.forget(cluster.store());

        for (int node = 1; node <= 3; node++) {
            awaitRefused(Duration.ofSeconds(10), node, key);
        }
    }

    @Test
    void revocation_onOneNode_isToldToTheOthers() throws Exception {
        Visitor mara = signedIn();
        String key = make(mara, at(1));
        assertThat(status(2, key)).isEqualTo(200);
        assertThat(status(3, key)).isEqualTo(200);

        String page = "/keys/" + key.substring(9, 21) + "/revoke";
        mara.post(at(1).resolve(page), fields(mara.get(at(1).resolve(page)).body()));

        awaitRefused(TOLD, 2, key);
        awaitRefused(TOLD, 3, key);
    }

    private static void awaitRefused(Duration atMost, int node, String key) {
        Awaitility.await()
                .atMost(atMost)
                .pollInterval(Duration.ofMillis(20))
                .untilAsserted(() -> assertThat(status(node, key)).isEqualTo(401));
    }

    private static Visitor signedIn() {
        Visitor mara = new Visitor(cluster.home());
        HttpResponse<String> finished = mara.get(labArchives.signIn(mara.begin(), "mara.lindqvist@example.org"));
        assertThat(finished.statusCode()).as(finished.body()).isEqualTo(303);
        return mara;
    }

    private static String makeForSession(Visitor visitor, URI node) {
        HttpResponse<String> made = visitor.postJson(
                node.resolve("/keys"),
                node.resolve("/api/keys"),
                "{\"scopes\":[\"notebooks:read\"],\"expiresIn\":\"P7D\",\"endsWithSession\":true}");
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        return JSON.readTree(made.body()).path("key").stringValue();
    }

    private static String make(Visitor visitor, URI node) {
        String fields = fields(visitor.get(node.resolve("/keys")).body());
        HttpResponse<String> made =
                visitor.post(node.resolve("/keys"), fields + "&note=nightly&scopes=notebooks%3Aread&lifetime=PT168H");
        Matcher key = KEY.matcher(made.body());
        assertThat(key.find()).as(made.body()).isTrue();
        return key.group(1);
    }

    private static int status(int node, String key) throws IOException, InterruptedException {
        return answer(node, key).statusCode();
    }

    private static HttpResponse<String> answer(int node, String key) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(at(node).resolve("/api/notebooks"))
                .header("Authorization", "Bearer " + key)
                .build();
        return CLIENT.send(request, BodyHandlers.ofString());
    }

    private static URI at(int node) {
        return cluster.node(node).at(cluster.home());
    }

    private static String fields(String html) {
        StringBuilder form = new StringBuilder();
        Matcher hidden = HIDDEN.matcher(html);
        while (hidden.find()) {
            form.append(form.isEmpty() ? "" : "&")
                    .append(hidden.group(1))
                    .append('=')
                    .append(URLEncoder.encode(hidden.group(2), StandardCharsets.UTF_8));
        }
        return form.toString();
    }
}
