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
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Keys on nodes that share a PostgreSQL. */
@Timeout(240)
class KeysOnNodesIT {
    private static final Pattern KEY = Pattern.compile("<code id=\"key\">([^<]+)</code>");
    private static final Pattern HIDDEN = Pattern.compile("name=\"(_csrf|form)\" value=\"([^\"]+)\"");
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private static FakeLabArchives labArchives;
    private static Cluster cluster;

    @BeforeAll
    static void startCluster() {
        PackagedSample.prepare();
        labArchives = FakeLabArchives.start();
        FakeLabArchives.demoUsers().forEach(labArchives::addUser);
        byte[] sealing = new byte[32];
        cluster = Cluster.start(
                PostgresServer.started(),
                labArchives,
                List.of(Base64.getEncoder().encodeToString(sealing)));
    }

    @AfterAll
    static void stopCluster() {
        cluster.close();
        labArchives.close();
    }

    @Test
    void revocation_onOneNode_isSeenOnTheOthersWithinASecond() throws Exception {
        Visitor mara = new Visitor(cluster.home());
        mara.get(labArchives.signIn(mara.begin(), "mara.lindqvist@example.org"));
        String key = make(mara, at(1));
        assertThat(status(2, key)).isEqualTo(200);
        assertThat(status(3, key)).isEqualTo(200);

        String page = "/keys/" + key.substring(9, 21) + "/revoke";
        mara.post(at(1).resolve(page), fields(mara.get(at(1).resolve(page)).body()));

        Awaitility.await()
                .atMost(Duration.ofSeconds(1))
                .pollInterval(Duration.ofMillis(20))
                .untilAsserted(() -> {
                    assertThat(status(2, key)).isEqualTo(401);
                    assertThat(status(3, key)).isEqualTo(401);
                });
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
        HttpRequest request = HttpRequest.newBuilder(at(node).resolve("/api/notebooks"))
                .header("Authorization", "Bearer " + key)
                .build();
        return CLIENT.send(request, BodyHandlers.ofString()).statusCode();
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
