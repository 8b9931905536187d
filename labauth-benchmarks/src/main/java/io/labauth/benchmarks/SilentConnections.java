package io.labauth.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;

/** A genuine callback that comes while strangers hold connections open and send nothing. */
final class SilentConnections {
    static final String HELD = "silent connections held";
    static final String LATENCY = "callback among silent connections, ms";
    static final String HEAP = "heap for silent connections, MB";
    static final String THREADS = "threads for silent connections";

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private SilentConnections() {}

    /** Takes the peer's name, and the number of connections. */
    public static void main(String[] args) throws IOException {
        Peer peer = Peer.named(args[0]);
        for (int i = 0; i < 200; i++) {
            Flows.once(peer);
        }
        measure(peer, Integer.parseInt(args[1]));
        System.exit(0);
    }

    private static void measure(Peer peer, int connections) throws IOException {
        Request callback = peer.open().callback("c0de");
        Process clients = MeasuringJvm.start(
                List.of("-cp", MeasuringJvm.classPath()), SilentClients.class, callback.port(), connections);
        try (BufferedReader output = clients.inputReader();
                OutputStream input = clients.getOutputStream()) {
            Footprint before = Footprint.now();
            input.write('\n');
            input.flush();
            if (!SilentClients.READY.equals(output.readLine())) {
                throw new IOException("The silent clients could not connect.");
            }
            print(peer, callback, before);
        } finally {
            clients.destroy();
        }
    }

    private static void print(Peer peer, Request callback, Footprint before) {
        long start = System.nanoTime();
        boolean answered = answered(callback);
        Sample.print(peer, LATENCY, answered ? (System.nanoTime() - start) / 1e6 : Double.NaN);
        Footprint during = Footprint.now();
        Sample.print(peer, HELD, during.files() - before.files());
        Sample.print(peer, HEAP, during.heapMegabytes() - before.heapMegabytes());
        Sample.print(peer, THREADS, during.threads() - before.threads());
    }

    private static boolean answered(Request callback) {
        try (Connection browser = new Connection(callback.port(), PATIENCE)) {
            return browser.send(callback).status() < 400;
        } catch (IOException e) {
            return false;
        }
    }
}
