package io.labauth.web;

import io.labauth.web.FlowCookies.Received;
import io.labauth.web.FlowSeal.Opened;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The flows that a browser has in its slots. */
final class FlowShelf {
    /** A login that is over makes room before one that is under way. */
    private static final Comparator<Flow> DISPENSABLE =
            Comparator.comparing(Flow::finished).reversed().thenComparing(Flow::startedAt);

    private final FlowSeal seal;
    private final SecureRandom random;

    FlowShelf(FlowSeal seal, SecureRandom random) {
        this.seal = seal;
        this.random = random;
    }

    /** Any slot that is not taken, so that tabs that begin at the same moment rarely meet in one; else the most dispensable flow's. */
    int freeSlot(Received received, Instant tooOld) {
        List<Flow> taken = new ArrayList<>();
        received.flows()
                .forEach((slot, value) -> open(slot, value)
                        .flow()
                        .filter(flow -> !flow.startedAt().isBefore(tooOld))
                        .ifPresent(taken::add));
        if (taken.size() >= FlowCookies.SLOTS) {
            return taken.stream().min(DISPENSABLE).orElseThrow().slot();
        }
        int[] free = IntStream.range(0, FlowCookies.SLOTS)
                .filter(slot -> taken.stream().noneMatch(flow -> flow.slot() == slot))
                .toArray();
        return free[random.nextInt(free.length)];
    }

    /** The flow that a callback answers; compares with each of them, in constant time. */
    Flow find(CallbackAddress.Arrival arrival, Received received) {
        if (received.flows().isEmpty()) {
            throw new RefusedFlow(Refusal.NO_COOKIE);
        }
        if (received.ambiguous()) {
            throw new RefusedFlow(Refusal.COOKIE_INVALID);
        }
        String id = Digests.of(arrival.binding());
        Flow found = null;
        Refusal reason = Refusal.NOT_BEGUN_HERE;
        for (Map.Entry<Integer, String> cookie : received.flows().entrySet()) {
            Opened opened = open(cookie.getKey(), cookie.getValue());
            if (opened.flow().isEmpty()) {
                reason = opened.keyUnknown() ? Refusal.KEY_RETIRED : Refusal.COOKIE_INVALID;
            }
            found = opened.flow()
                    .filter(flow -> Digests.same(flow.id(), id) && flow.inPath() == arrival.inPath())
                    .orElse(found);
        }
        if (found == null) {
            throw new RefusedFlow(reason);
        }
        return found;
    }

    /** What is not in the slot it was put in was renamed. */
    private Opened open(int slot, String sealed) {
        Opened opened = seal.open(sealed);
        return opened.flow().filter(flow -> flow.slot() != slot).isPresent() ? Opened.INVALID : opened;
    }
}
