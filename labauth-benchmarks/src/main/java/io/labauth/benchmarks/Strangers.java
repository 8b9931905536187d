package io.labauth.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Other clients that hold connections open while the callback comes. */
final class Strangers {
    private static final int CUT_OFF_MILLIS = 12_000;

    private Strangers() {}

    static String sending(String text, int clients, Peer peer) throws IOException {
        Request callback = peer.open().callback("c0de");
        List<Connection> held = new ArrayList<>();
        for (int i = 0; i < clients; i++) {
            Connection stranger = new Connection(callback.port(), Outcomes.PATIENCE);
            stranger.sendText(text);
            held.add(stranger);
        }
        long start = System.nanoTime();
        Answer page = Outcomes.page(callback);
        long nanos = System.nanoTime() - start;
        for (Connection stranger : held) {
            stranger.close();
        }
        return page.status() == 200
                ? String.format(Locale.ROOT, "served in %.0f ms", Math.ceil(nanos / 1e6))
                : "**no answer** in " + Outcomes.PATIENCE.toSeconds() + " s";
    }

    static String cutOff(Peer peer) throws IOException {
        int port = peer.open().callback("c0de").port();
        try (Socket silent = new Socket(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port)) {
            silent.setSoTimeout(CUT_OFF_MILLIS);
            long start = System.nanoTime();
            int end = silent.getInputStream().read();
            return end < 0 ? "after " + Math.round((System.nanoTime() - start) / 1e9) + " s" : "no, answered";
        } catch (SocketTimeoutException e) {
            return "**not** in " + CUT_OFF_MILLIS / 1000 + " s";
        }
    }
}
