package io.labauth.benchmarks.web;

import io.labauth.benchmarks.MeasuringJvm;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** One or more nodes of an application that is measured, each in a JVM of its own. */
final class Subject implements AutoCloseable {
    private final String name;
    private final String loginPath;
    private final List<Server> nodes = new ArrayList<>();

    private Subject(String name, String loginPath) {
        this.name = name;
        this.loginPath = loginPath;
    }

    static Subject start(String name, String loginPath, int count, Class<?> application, Object... arguments)
            throws IOException {
        Subject subject = new Subject(name, loginPath);
        for (int i = 0; i < count; i++) {
            subject.nodes.add(Server.ofProcess(
                    MeasuringJvm.start(List.of("-Xmx512m", "-cp", MeasuringJvm.classPath()), application, arguments)));
        }
        return subject;
    }

    String name() {
        return name;
    }

    int nodes() {
        return nodes.size();
    }

    OpenLoad load() {
        return new OpenLoad(nodes.stream().mapToInt(Server::port).toArray(), loginPath);
    }

    Duration cpu() {
        return nodes.stream().map(Server::cpu).reduce(Duration.ZERO, Duration::plus);
    }

    @Override
    public void close() {
        nodes.forEach(Server::close);
    }
}
