package io.labauth.benchmarks;

import java.io.IOException;
import java.util.List;

/** A library that receives the callback of a sign-in on a loopback port. */
interface Peer {
    /** How the tables name it. */
    String name();

    /** Starts to listen; returns when connections are accepted. */
    Login open() throws IOException;

    /** The listeners alone: what follows the callback answers at once. */
    static List<Peer> listeners() {
        return List.of(new LabAuthPeer(), new GooglePeer(), new Msal4jPeer());
    }

    /** As their users meet them: with the checks that come after the listener. */
    static List<Peer> products() {
        return List.of(new LabAuthPeer(), new GooglePeer(), new Msal4jApplicationPeer());
    }

    static Peer named(String name) {
        return listeners().stream()
                .filter(peer -> peer.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No peer " + name));
    }
}
