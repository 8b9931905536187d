package io.labauth.benchmarks;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Whole sign-ins in a warm JVM: block by block, the peers in turn. */
final class Flows {
    static final String OPEN = "open";
    static final String ROUND_TRIP = "round trip";
    static final String PAGE = "page";
    static final String RATE = "cycles per second";

    private static final int BLOCK = 50;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private Flows() {}

    /** Takes the number of blocks to warm up with and the number of blocks to measure. */
    public static void main(String[] args) throws IOException {
        List<Peer> peers = Peer.listeners();
        run(peers, Integer.parseInt(args[0]), false);
        run(peers, Integer.parseInt(args[1]), true);
        System.exit(0);
    }

    /** One sign-in from the first call to the closed port. */
    static Flow once(Peer peer) throws IOException {
        long start = System.nanoTime();
        try (Login login = peer.open()) {
            long opened = System.nanoTime();
            Request callback = login.callback("c0de");
            try (Connection browser = new Connection(callback.port(), PATIENCE)) {
                Answer answer = browser.send(callback);
                long answered = System.nanoTime();
                if (answer.isRedirect()) {
                    answer = browser.send(callback.to(answer.header("location")));
                }
                Flow flow = new Flow(opened - start, answered - opened, System.nanoTime() - opened);
                check(answer, login.await());
                return flow;
            }
        }
    }

    private static void run(List<Peer> peers, int blocks, boolean measured) throws IOException {
        for (int block = 0; block < blocks; block++) {
            for (int turn = 0; turn < peers.size(); turn++) {
                block(peers.get((block + turn) % peers.size()), measured);
            }
        }
    }

    private static void block(Peer peer, boolean measured) throws IOException {
        Flow[] flows = new Flow[BLOCK];
        long start = System.nanoTime();
        for (int i = 0; i < BLOCK; i++) {
            flows[i] = once(peer);
        }
        long nanos = System.nanoTime() - start;
        if (measured) {
            print(peer, flows, nanos);
        }
    }

    private static void print(Peer peer, Flow[] flows, long nanos) {
        for (Flow flow : flows) {
            Sample.printMillis(peer, OPEN, flow.open());
            Sample.printMillis(peer, ROUND_TRIP, flow.roundTrip());
            Sample.printMillis(peer, PAGE, flow.page());
        }
        Sample.print(peer, RATE, BLOCK * 1e9 / nanos);
    }

    private static void check(Answer page, String code) {
        if (page.status() != 200 || !code.equals("c0de")) {
            throw new IllegalStateException("The sign-in went wrong: " + page.status());
        }
    }

    /**
     * The parts of a sign-in, in nanoseconds.
     *
     * @param open until it accepts
     * @param roundTrip from then, connecting, until the callback has its complete answer
     * @param page the same until the page is there, which for a redirect is one request more
     */
    record Flow(long open, long roundTrip, long page) {}
}
