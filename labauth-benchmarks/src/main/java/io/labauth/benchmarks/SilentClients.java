package io.labauth.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/** Connections that send nothing, held by a program of their own so that they do not count as the listener's. */
final class SilentClients {
    static final String READY = "ready";

    private SilentClients() {}

    /** Takes the port and the number of connections; begins at a first byte of input, and ends when its input does. */
    public static void main(String[] args) throws IOException {
        int begin = System.in.read();
        InetSocketAddress listener =
                new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), Integer.parseInt(args[0]));
        List<SocketChannel> held = new ArrayList<>();
        for (int i = 0; begin >= 0 && i < Integer.parseInt(args[1]); i++) {
            held.add(SocketChannel.open(listener));
        }
        System.out.println(READY);
        int end = System.in.read();
        System.exit(end < 0 && !held.isEmpty() ? 0 : 1);
    }
}
