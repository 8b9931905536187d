package io.labauth.web;

import java.util.Optional;

/** Seals flows and opens them. */
final class FlowSeal {
    /** Longer than any that is sealed here. */
    private static final int MAX_LENGTH = 1024;

    private final Seal seal;

    /**
     * What came of opening.
     *
     * @param flow the flow, if it could be opened
     * @param keyUnknown whether it was sealed with a key that is not here
     */
    record Opened(Optional<Flow> flow, boolean keyUnknown) {
        static final Opened INVALID = new Opened(Optional.empty(), false);
    }

    FlowSeal(SealingKeys keys) {
        this.seal = new Seal(keys, null);
    }

    String seal(Flow flow) {
        return seal.seal(FlowFormat.write(flow));
    }

    Opened open(String text) {
        if (text.length() > MAX_LENGTH) {
            return Opened.INVALID;
        }
        Seal.Opened opened = seal.open(text);
        return new Opened(opened.content().flatMap(FlowFormat::read), opened.keyUnknown());
    }
}
