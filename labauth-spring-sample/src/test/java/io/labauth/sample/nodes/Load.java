package io.labauth.sample.nodes;

import io.labauth.testkit.FakeLabArchives;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;

/** People who sign in one after the other, several at once, until they are stopped. */
final class Load {
    private static final int AT_ONCE = 3;

    private final Cluster cluster;
    private final FakeLabArchives labArchives;
    private final String email;
    private final String fullName;
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final AtomicInteger succeeded = new AtomicInteger();
    private final ConcurrentLinkedQueue<Failure> failures = new ConcurrentLinkedQueue<>();
    private final ExecutorService people = Executors.newFixedThreadPool(AT_ONCE);

    /**
     * A login that failed at first.
     *
     * @param what happened
     * @param unanswered whether a node did not answer one of its requests
     * @param laterSucceeded whether the same person then started again with success
     */
    record Failure(String what, boolean unanswered, boolean laterSucceeded) {}

    private Load(Cluster cluster, FakeLabArchives labArchives, String email, String fullName) {
        this.cluster = cluster;
        this.labArchives = labArchives;
        this.email = email;
        this.fullName = fullName;
    }

    static Load start(Cluster cluster, FakeLabArchives labArchives, String email, String fullName) {
        Load load = new Load(cluster, labArchives, email, fullName);
        for (int i = 0; i < AT_ONCE; i++) {
            load.people.execute(load::signInUntilStopped);
        }
        load.awaitLogins(AT_ONCE);
        return load;
    }

    /** Waits until so many more have signed in. */
    void awaitLogins(int more) {
        int enough = succeeded.get() + more;
        Awaitility.await().atMost(60, TimeUnit.SECONDS).until(() -> succeeded.get() >= enough);
    }

    /** Lets everybody finish, and tells what went wrong. */
    List<Failure> stop() throws InterruptedException {
        stopped.set(true);
        people.shutdown();
        if (!people.awaitTermination(60, TimeUnit.SECONDS)) {
            people.shutdownNow();
            throw new AssertionError("Somebody did not get through.");
        }
        return new ArrayList<>(failures);
    }

    int succeeded() {
        return succeeded.get();
    }

    private void signInUntilStopped() {
        while (!stopped.get()) {
            Attempt first = new Attempt(new Visitor(cluster.home()));
            if (first.succeeds()) {
                succeeded.incrementAndGet();
            } else {
                boolean second = new Attempt(first.visitor).succeeds();
                failures.add(new Failure(first.story.toString(), first.unanswered, second));
            }
        }
    }

    private final class Attempt {
        private final Visitor visitor;
        private final StringBuilder story = new StringBuilder();
        private boolean unanswered;

        Attempt(Visitor visitor) {
            this.visitor = visitor;
        }

        boolean succeeds() {
            HttpResponse<String> begun = get(cluster.home().resolve("/login"));
            if (begun.statusCode() != 303) {
                return false;
            }
            URI callback = labArchives.signIn(Visitor.location(begun), email);
            HttpResponse<String> finished = get(callback);
            return finished.statusCode() == 303 && get(cluster.home()).body().contains(fullName);
        }

        private HttpResponse<String> get(URI uri) {
            HttpResponse<String> answer = visitor.get(uri);
            String asked = answer.headers().firstValue(NginxProxy.ASKED).orElse("nobody");
            unanswered |= answer.statusCode() == 502 || asked.contains(",");
            story.append(uri.getPath().split("/", 3)[1])
                    .append(' ')
                    .append(answer.statusCode())
                    .append(" from ")
                    .append(asked)
                    .append('\n');
            return answer;
        }
    }
}
