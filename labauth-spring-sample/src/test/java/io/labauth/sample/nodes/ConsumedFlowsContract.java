package io.labauth.sample.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import io.labauth.web.ConsumedFlows;
import io.labauth.web.ConsumedFlows.Answer;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every store does, wherever it keeps the ids. */
@Timeout(120)
interface ConsumedFlowsContract {
    int ROUNDS = 1_000;

    /** A node's view of the one store. */
    ConsumedFlows node(Clock clock);

    @Test
    default void consume_aNewFlow_isTheFirstTime() {
        assertThat(node().consume(newId(), inAMinute())).isEqualTo(Answer.FIRST);
    }

    @Test
    default void consume_theSameFlow_isNeverTheFirstTimeAgain() {
        ConsumedFlows flows = node();
        String id = newId();
        flows.consume(id, inAMinute());

        assertThat(flows.consume(id, inAMinute())).isEqualTo(Answer.AGAIN);
        assertThat(flows.consume(id, inAMinute().plusSeconds(60))).isEqualTo(Answer.AGAIN);
    }

    @Test
    default void consume_onTwoNodes_isTheFirstTimeOnOne() {
        String id = newId();

        assertThat(node().consume(id, inAMinute())).isEqualTo(Answer.FIRST);
        assertThat(node().consume(id, inAMinute())).isEqualTo(Answer.AGAIN);
    }

    @Test
    default void consume_idsThatDifferInCaseAlone_areTwo() {
        ConsumedFlows flows = node();
        String id = newId();

        assertThat(flows.consume(id + "a", inAMinute())).isEqualTo(Answer.FIRST);
        assertThat(flows.consume(id + "A", inAMinute())).isEqualTo(Answer.FIRST);
    }

    @Test
    default void consume_onTwoNodesAtOnce_isTheFirstTimeOnExactlyOneInEachOfAThousandRounds() throws Exception {
        CyclicBarrier together = new CyclicBarrier(2);
        List<String> ids =
                Collections.nCopies(ROUNDS, "").stream().map(unused -> newId()).toList();
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Future<List<Answer>> one = threads.submit(consumeAll(node(), ids, together));
            Future<List<Answer>> other = threads.submit(consumeAll(node(), ids, together));

            for (int round = 0; round < ROUNDS; round++) {
                assertThat(List.of(one.get().get(round), other.get().get(round)))
                        .containsExactlyInAnyOrder(Answer.FIRST, Answer.AGAIN);
            }
        } finally {
            threads.shutdownNow();
            assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    private ConsumedFlows node() {
        return node(Clock.systemUTC());
    }

    private static Callable<List<Answer>> consumeAll(ConsumedFlows flows, List<String> ids, CyclicBarrier together) {
        return () -> {
            List<Answer> answers = new ArrayList<>();
            for (String id : ids) {
                together.await(10, TimeUnit.SECONDS);
                answers.add(flows.consume(id, inAMinute()));
            }
            return answers;
        };
    }

    private static Instant inAMinute() {
        return Instant.now().plusSeconds(60);
    }

    private static String newId() {
        return UUID.randomUUID().toString().replace("-", "").substring(0, 21);
    }
}
