package io.labauth.sample.nodes;

import io.labauth.testkit.FakeLabArchives;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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
    private final List<Future<?>> ways = new ArrayList<>();

    /**
     * A login that failed at first.
     *
     * @param what happened
     * @param unanswered whether a node did not answer one of its requests
     * @param end how the same person then got in
     */
    record Failure(String what, boolean unanswered, End end) {}

    /** What a person does whose login failed, in this order. */
    enum End {
        /** Reloaded the page that failed, and was signed in. */
        RELOADED,
        /** Started again, and was signed in. */
        STARTED_AGAIN,
        /** Is not signed in. */
        LOST
    }

    private Load(Cluster cluster, FakeLabArchives labArchives, String email, String fullName) {
        this.cluster = cluster;
        this.labArchives = labArchives;
        this.email = email;
        this.fullName = fullName;
    }

    static Load start(Cluster cluster, FakeLabArchives labArchives, String email, String fullName) {
        Load load = new Load(cluster, labArchives, email, fullName);
        for (int i = 0; i < AT_ONCE; i++) {
            load.ways.add(load.people.submit(load::signInUntilStopped));
        }
        load.awaitLogins(AT_ONCE);
        return load;
    }

    /** Waits until so many more have signed in. */
    void awaitLogins(int more) {
        int enough = succeeded.get() + more;
        Awaitility.await().atMost(60, TimeUnit.SECONDS).until(() -> {
            for (Future<?> way : ways) {
                if (way.isDone()) {
                    way.get();
                }
            }
            return succeeded.get() >= enough;
        });
    }

    /** Lets everybody finish, and tells what went wrong; what stopped somebody for good is thrown. */
    List<Failure> stop() throws InterruptedException, ExecutionException, TimeoutException {
        stopped.set(true);
        people.shutdown();
        for (Future<?> way : ways) {
            way.get(60, TimeUnit.SECONDS);
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
                failures.add(new Failure(first.story.toString(), first.unanswered, first.end()));
            }
        }
    }

    private final class Attempt {
        private final Visitor visitor;
        private final StringBuilder story = new StringBuilder();
        private URI page = cluster.home().resolve("/login");
        private boolean unanswered;

        Attempt(Visitor visitor) {
            this.visitor = visitor;
        }

        boolean succeeds() {
            HttpResponse<String> begun = get(page);
            if (begun.statusCode() != 303) {
                return false;
            }
            page = labArchives.signIn(Visitor.location(begun), email);
            return finishes();
        }

        End end() {
            boolean begun = !page.getPath().equals("/login");
            if (begun ? finishes() : succeeds()) {
                return End.RELOADED;
            }
            return new Attempt(visitor).succeeds() ? End.STARTED_AGAIN : End.LOST;
        }

        private boolean finishes() {
            return get(page).statusCode() == 303 && get(cluster.home()).body().contains(fullName);
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
