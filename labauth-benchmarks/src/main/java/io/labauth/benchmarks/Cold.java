package io.labauth.benchmarks;

import java.io.IOException;

/** Opens one listener, as the first thing of its JVM. */
final class Cold {
    static final String ACCEPTING = "accepting";

    private Cold() {}

    /** Takes the peer's name, and whether to end the JVM; without, it ends or does not end by itself. */
    public static void main(String[] args) throws IOException {
        long start = System.nanoTime();
        Peer peer = peer(args[0]);
        Login login = peer.open();
        Sample.printMillis(peer, ACCEPTING, System.nanoTime() - start);
        if (Boolean.parseBoolean(args[1])) {
            login.close();
            System.exit(0);
        }
    }

    /** Only the one, so that the others' classes are not loaded. */
    private static Peer peer(String name) {
        return switch (name) {
            case LabAuthPeer.NAME -> new LabAuthPeer();
            case GooglePeer.NAME -> new GooglePeer();
            default -> new Msal4jPeer();
        };
    }
}
