package io.labauth.sample.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import io.labauth.sample.Chromium;
import io.labauth.testkit.FakeLabArchives;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Three nodes, no stickiness, and one thing after the other that goes wrong. */
@ParameterizedClass
@EnumSource(ManyNodesIT.Store.class)
@Timeout(240)
class ManyNodesIT {
    private static final String MARA = "mara.lindqvist@example.org";
    private static final String MARAS_NAME = "Mara Lindqvist";
    private static final String TOMAS = "tomas.okafor+beamline@example.org";
    private static final String EXCHANGE = "user_access_info";
    private static final int ROUNDS = 1_000;
    private static final String OLD_KEY = newKey();
    private static final String NEW_KEY = newKey();

    private static FakeLabArchives labArchives;
    private static Cluster cluster;
    private static List<String> keys;

    @Parameter
    Store kind;

    /** What the nodes share. */
    enum Store {
        POSTGRES {
            @Override
            StoreServer started() {
                return PostgresServer.started();
            }
        },
        REDIS {
            @Override
            StoreServer started() {
                return RedisServer.started();
            }
        };

        abstract StoreServer started();
    }

    @BeforeAll
    static void packSample() {
        PackagedSample.prepare();
    }

    @BeforeParameterizedClassInvocation
    static void startCluster(Store kind) {
        labArchives = FakeLabArchives.start();
        FakeLabArchives.demoUsers().forEach(labArchives::addUser);
        keys = List.of(OLD_KEY);
        cluster = Cluster.start(kind.started(), labArchives, keys);
    }

    @AfterParameterizedClassInvocation
    static void stopCluster() {
        cluster.close();
        labArchives.close();
    }

    @AfterEach
    void startWhatWasStopped() {
        cluster.startStopped(keys);
        labArchives.behaviour().reset();
        labArchives.calls().reset();
    }

    @Test
    void login_begunOnANodeThatIsKilled_isFinishedOnAnother() {
        Visitor visitor = new Visitor(cluster.home());
        URI callback = labArchives.signIn(visitor.begin(at(1)), MARA);

        cluster.node(1).kill();
        HttpResponse<String> finished = visitor.get(cluster.node(2).at(callback));

        assertThat(finished.statusCode()).as(finished.body()).isEqualTo(303);
        assertThat(visitor.isSignedIn(at(3), MARAS_NAME)).isTrue();
        assertThat(visitor.isSignedIn(cluster.home(), MARAS_NAME)).isTrue();
    }

    @Test
    void callback_replayedToTwoNodesAtOnce_signsInOnceInEachOfAThousandRounds() {
        for (int round = 1; round <= ROUNDS; round++) {
            Visitor visitor = new Visitor(cluster.home());
            URI callback = labArchives.signIn(visitor.begin(), MARA);

            CompletableFuture<HttpResponse<String>> one =
                    visitor.getAside(cluster.node(1).at(callback));
            CompletableFuture<HttpResponse<String>> other =
                    visitor.getAside(cluster.node(2).at(callback));

            assertThat(Stream.of(one, other).map(answer -> answer.join().statusCode()))
                    .as("round %d", round)
                    .containsExactlyInAnyOrder(303, 400);
            assertThat(labArchives.calls().count(EXCHANGE)).isEqualTo(round);
        }
    }

    @Test
    void callback_reloadedOnAnotherNode_isSentOnWithoutASecondExchange() {
        Visitor visitor = new Visitor(cluster.home());
        URI callback = labArchives.signIn(visitor.begin(at(1)), MARA);
        visitor.get(cluster.node(2).at(callback));

        HttpResponse<String> again = visitor.get(cluster.node(3).at(callback));

        assertThat(again.statusCode()).isEqualTo(303);
        assertThat(Visitor.location(again)).isEqualTo(cluster.home());
        assertThat(labArchives.calls().count(EXCHANGE)).isOne();
    }

    @Test
    void signOut_onOneNode_endsTheSessionOnAll() {
        Visitor visitor = signedIn();
        Visitor thief = visitor.copy();
        assertThat(cluster.nodes())
                .allSatisfy(node -> assertThat(signedInAt(thief, node)).isTrue());

        visitor.signOut(at(2));

        assertThat(cluster.nodes()).allSatisfy(node -> {
            assertThat(signedInAt(visitor, node)).isFalse();
            assertThat(signedInAt(thief, node)).isFalse();
        });
    }

    @Test
    void store_whenItIsDown_failsClosedAndRecoversByItself() {
        Visitor signedIn = signedIn();
        Visitor onTheWay = new Visitor(cluster.home());
        URI callback = labArchives.signIn(onTheWay.begin(), MARA);
        labArchives.calls().reset();

        cluster.store().stop();
        HttpResponse<String> refused = onTheWay.get(callback);
        HttpResponse<String> page = signedIn.get(cluster.home());
        int exchanges = labArchives.calls().count(EXCHANGE);
        cluster.store().start();

        assertThat(List.of(refused, page)).allSatisfy(answer -> {
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).hasValue("5");
        });
        assertThat(exchanges).isZero();
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(
                        () -> assertThat(onTheWay.get(callback).statusCode()).isEqualTo(303));
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(cluster.nodes())
                        .allMatch(node -> signedInAt(onTheWay, node))
                        .allMatch(node -> signedInAt(signedIn, node)));
        assertThat(labArchives.calls().count(EXCHANGE)).isOne();
    }

    @Test
    void sealingKey_rotatedUnderLoad_losesNoLogin() throws Exception {
        Load load = Load.start(cluster, labArchives, MARA, MARAS_NAME);
        for (List<String> next : List.of(List.of(OLD_KEY, NEW_KEY), List.of(NEW_KEY, OLD_KEY), List.of(NEW_KEY))) {
            Visitor visitor = new Visitor(cluster.home());
            URI callback = labArchives.signIn(visitor.begin(), MARA);

            cluster.roll(next);
            keys = next;

            assertThat(visitor.get(callback).statusCode())
                    .as("keys %d", next.size())
                    .isEqualTo(303);
            load.awaitLogins(5);
        }

        assertThat(load.stop()).isEmpty();
    }

    @Test
    void node_killedUnderLoad_failsNoLoginButThoseItDidNotAnswer() throws Exception {
        labArchives.behaviour().latency(Duration.ofMillis(100));
        Load load = Load.start(cluster, labArchives, MARA, MARAS_NAME);

        for (Node node : cluster.nodes()) {
            node.kill();
            load.awaitLogins(5);
            cluster.startStopped(keys);
            load.awaitLogins(5);
        }

        assertThat(load.stop()).allSatisfy(failure -> {
            assertThat(failure.unanswered()).as(failure.what()).isTrue();
            assertThat(failure.end()).as(failure.what()).isNotEqualTo(Load.End.LOST);
        });
    }

    @Test
    void victim_whoOpensTheAttackersCallback_isNotSignedInAndCanStillSignIn(
            @TempDir Path victimsProfile, @TempDir Path attackersProfile) {
        try (Chromium victim = Chromium.start(victimsProfile);
                Chromium attacker = Chromium.start(attackersProfile)) {
            attacker.open(cluster.home().resolve("/login"));
            attacker.awaitTitle("Sign in – Fake LabArchives");
            URI stolen = labArchives.signIn(attacker.address(), TOMAS);

            victim.open(stolen);
            victim.awaitTitle("This sign-in link cannot be used");
            victim.open(cluster.home().resolve("/login"));
            victim.awaitTitle("Sign in – Fake LabArchives");
            URI own = labArchives.signIn(victim.address(), MARA);
            victim.open(stolen);
            victim.awaitTitle("This sign-in link cannot be used");
            int exchanges = labArchives.calls().count(EXCHANGE);
            victim.open(own);
            victim.awaitTitle(MARAS_NAME);

            assertThat(exchanges).isZero();
            assertThat(labArchives.calls().count(EXCHANGE)).isOne();
            attacker.open(own);
            attacker.awaitTitle("This sign-in link cannot be used");
            attacker.open(stolen);
            attacker.awaitTitle("Tomas Okafor");
        }
    }

    private static Visitor signedIn() {
        Visitor visitor = new Visitor(cluster.home());
        HttpResponse<String> finished = visitor.get(labArchives.signIn(visitor.begin(), MARA));
        assertThat(finished.statusCode()).as(finished.body()).isEqualTo(303);
        return visitor;
    }

    private static boolean signedInAt(Visitor visitor, Node node) {
        return visitor.isSignedIn(node.at(cluster.home()), MARAS_NAME);
    }

    private static URI at(int node) {
        return cluster.node(node).at(cluster.home());
    }

    private static String newKey() {
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        return Base64.getEncoder().encodeToString(key);
    }
}
