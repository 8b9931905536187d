package io.labauth.web;

import static io.labauth.web.ConsumedFlows.Answer.AGAIN;
import static io.labauth.web.ConsumedFlows.Answer.FIRST;
import static io.labauth.web.ConsumedFlows.Answer.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ConsumedFlowsTest {
    private final Site time = Site.withPath();
    private final ConsumedFlows flows = ConsumedFlows.inMemory(2, time);

    @Test
    void flow_isConsumedOnce() {
        assertThat(consume("a")).isEqualTo(FIRST);
        assertThat(consume("a")).isEqualTo(AGAIN);
        assertThat(consume("b")).isEqualTo(FIRST);
    }

    @Test
    void flows_beyondTheCapacity_areNotDecidedAndNoneIsForgotten() {
        consume("a");
        consume("b");

        assertThat(consume("c")).isEqualTo(UNKNOWN);
        assertThat(consume("a")).isEqualTo(AGAIN);
    }

    @Test
    void flows_thatHaveExpired_makeRoom() {
        consume("a");
        consume("b");

        time.pass(Duration.ofMinutes(2));

        assertThat(consume("c")).isEqualTo(FIRST);
        assertThat(consume("d")).isEqualTo(FIRST);
    }

    @Test
    void aFlowThatHasExpired_makesRoomBeforeAnOlderOneThatHasNot() {
        flows.consume("long", time.instant().plusSeconds(600));
        consume("a");

        time.pass(Duration.ofMinutes(2));

        assertThat(consume("b")).isEqualTo(FIRST);
        assertThat(consume("long")).isEqualTo(AGAIN);
    }

    @Test
    void capacity_ofNothing_isRefused() {
        assertThatThrownBy(() -> ConsumedFlows.inMemory(0, time)).isInstanceOf(IllegalArgumentException.class);
    }

    private ConsumedFlows.Answer consume(String id) {
        return flows.consume(id, time.instant().plusSeconds(60));
    }
}
