package io.labauth.sample.nodes;

import io.labauth.web.ConsumedFlows;
import java.time.Clock;

class MemoryConsumedFlowsTest implements ConsumedFlowsContract {
    private final ConsumedFlows flows = ConsumedFlows.inMemory(10_000, Clock.systemUTC());

    @Override
    public ConsumedFlows node(Clock clock) {
        return flows;
    }
}
