package io.labauth.sample.nodes;

import io.labauth.testkit.FakeLabArchives;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/** Three nodes of the sample behind a proxy, and the store that they share. */
final class Cluster implements AutoCloseable {
    private static final int NODES = 3;
    private static final String PEPPER = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    private final StoreServer store;
    private final NginxProxy proxy;
    private final List<Node> nodes = new ArrayList<>();

    private Cluster(StoreServer store, FakeLabArchives labArchives, List<String> keys) {
        this.store = store;
        List<Integer> ports = IntStream.range(0, NODES)
                .map(unused -> Server.freePort())
                .boxed()
                .toList();
        this.proxy = NginxProxy.start(ports);
        Map<String, String> settings = new HashMap<>(store.settings());
        settings.put("SPRING_PROFILES_ACTIVE", store.profile());
        settings.put("LABAUTH_WEB_BASEURL", proxy.home().toString());
        settings.put("API_URL", labArchives.apiUrl().toString());
        settings.put("ACCESS_KEYID", labArchives.accessKeyId());
        settings.put("ACCESS_PWD", labArchives.accessPassword());
        settings.put("LABAUTH_API_KEYS_PEPPERS", PEPPER);
        for (int i = 0; i < NODES; i++) {
            nodes.add(new Node(store.profile() + "-node-" + (i + 1), ports.get(i), settings));
        }
        startStopped(keys);
    }

    static Cluster start(StoreServer store, FakeLabArchives labArchives, List<String> keys) {
        return new Cluster(store, labArchives, keys);
    }

    StoreServer store() {
        return store;
    }

    URI home() {
        return proxy.home();
    }

    Node node(int number) {
        return nodes.get(number - 1);
    }

    List<Node> nodes() {
        return nodes;
    }

    /** All at once. */
    void startStopped(List<String> keys) {
        CompletableFuture<?>[] starts = nodes.stream()
                .filter(node -> !node.runs())
                .map(node -> CompletableFuture.runAsync(() -> node.start(keys)))
                .toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(starts).join();
    }

    /** One after the other, as an operator does who wants nobody to notice. */
    void roll(List<String> keys) {
        nodes.forEach(node -> node.restart(keys));
    }

    @Override
    public void close() {
        nodes.forEach(Node::stop);
        proxy.close();
        store.close();
    }
}
