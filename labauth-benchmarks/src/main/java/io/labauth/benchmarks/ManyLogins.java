package io.labauth.benchmarks;

import java.io.IOException;

/** Sign-in after sign-in in one JVM, to see what stays behind. */
final class ManyLogins {
    static final String THREADS = "threads";
    static final String FILES = "open files";
    static final String HEAP = "live heap, MB";

    private ManyLogins() {}

    /** Takes the peer's name, the number of sign-ins before the first look, that before the second, and how long to wait before each. */
    public static void main(String[] args) throws IOException, InterruptedException {
        Peer peer = Peer.named(args[0]);
        int early = Integer.parseInt(args[1]);
        int late = Integer.parseInt(args[2]);
        signIn(peer, early);
        Thread.sleep(Integer.parseInt(args[3]));
        print(peer, early);
        signIn(peer, late - early);
        Thread.sleep(Integer.parseInt(args[3]));
        print(peer, late);
        System.exit(0);
    }

    static String after(String measure, int logins) {
        return measure + " after " + logins;
    }

    private static void signIn(Peer peer, int times) throws IOException {
        for (int i = 0; i < times; i++) {
            Flows.once(peer);
        }
    }

    private static void print(Peer peer, int logins) {
        Footprint footprint = Footprint.now();
        Sample.print(peer, after(THREADS, logins), footprint.threads());
        Sample.print(peer, after(FILES, logins), footprint.files());
        Sample.print(peer, after(HEAP, logins), footprint.heapMegabytes());
    }
}
