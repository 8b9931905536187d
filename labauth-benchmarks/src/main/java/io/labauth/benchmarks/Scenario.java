package io.labauth.benchmarks;

import java.io.IOException;

/** Something that may happen to a listener. */
@FunctionalInterface
interface Scenario {
    /** Lets it happen to a listener of the peer, and says in a few words what came of it. Leaves the listener as it is. */
    String see(Peer peer) throws IOException;
}
