package io.labauth.benchmarks.web;

import io.labauth.benchmarks.web.KeepAlive.Answer;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** People one after the other, each request at the next node, whichever that is; a node that answers nothing is left for the next one. */
final class Visitor {
    /** What came of a sign-in. */
    enum Outcome {
        SIGNED_IN,
        /** A node answered nothing, and the page was loaded again. */
        AFTER_RELOAD,
        /** The code was spent by a node that then answered nothing: the page says so, and the person started again. */
        STARTED_AGAIN,
        LOST
    }

    private static final String LOGIN = "/login";
    private static final int ATTEMPTS = 5;

    private final Cluster cluster;
    private final Map<Server, KeepAlive> connections = new HashMap<>();
    private int next;
    private int silences;

    Visitor(Cluster cluster, int first) {
        this.cluster = cluster;
        this.next = first;
    }

    Outcome signIn() {
        silences = 0;
        try {
            if (new Browser(this::get).signIn(LOGIN)) {
                return silences == 0 ? Outcome.SIGNED_IN : Outcome.AFTER_RELOAD;
            }
            // With every node alive and answering, nothing may be refused.
            return silences > 0 && new Browser(this::get).signIn(LOGIN) ? Outcome.STARTED_AGAIN : Outcome.LOST;
        } catch (IOException | RuntimeException e) {
            System.err.println("A sign-in was lost: " + e);
            return Outcome.LOST;
        }
    }

    private Answer get(String path, String cookies) throws IOException {
        IOException last = new IOException("No node.");
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            List<Server> nodes = cluster.nodes();
            Server node = nodes.get(next++ % nodes.size());
            try {
                return connection(node).get(path, cookies);
            } catch (IOException e) {
                connections.remove(node);
                silences++;
                last = e;
            }
        }
        throw last;
    }

    private KeepAlive connection(Server node) throws IOException {
        KeepAlive open = connections.get(node);
        if (open == null) {
            connections.keySet().retainAll(cluster.nodes());
            open = new KeepAlive(node.port());
            connections.put(node, open);
        }
        return open;
    }
}
