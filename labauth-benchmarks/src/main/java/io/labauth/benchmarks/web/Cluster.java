package io.labauth.benchmarks.web;

import io.labauth.benchmarks.MeasuringJvm;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Nodes that share nothing but their keys and the store of completed logins. The first one stays, the others are restarted in turn. */
final class Cluster implements AutoCloseable {
    private final List<Server> nodes = new CopyOnWriteArrayList<>();
    private final Object[] arguments;
    private int restarts;

    Cluster(int count, Object... arguments) throws IOException {
        this.arguments = arguments.clone();
        for (int i = 0; i < count; i++) {
            nodes.add(start());
        }
    }

    /** In their order; one that is just being restarted is missing. */
    List<Server> nodes() {
        return new ArrayList<>(nodes);
    }

    Server staying() {
        return nodes.get(0);
    }

    /** The one that has lived longest, but for the first: by a kill or by an orderly stop in turn. */
    void restartOne() throws IOException {
        Server node = nodes.get(1);
        if (restarts++ % 2 == 0) {
            node.kill();
        } else {
            node.stop();
        }
        nodes.remove(node);
        nodes.add(start());
    }

    int restarts() {
        return restarts;
    }

    @Override
    public void close() {
        nodes.forEach(Server::close);
    }

    private Server start() throws IOException {
        return Server.ofProcess(
                MeasuringJvm.start(List.of("-Xmx256m", "-cp", MeasuringJvm.classPath()), SoakNode.class, arguments));
    }
}
