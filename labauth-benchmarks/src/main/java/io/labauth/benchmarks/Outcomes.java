package io.labauth.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** What becomes of a sign-in, seen from both its ends and for a limited time. */
final class Outcomes {
    static final Duration PATIENCE = Duration.ofSeconds(2);
    static final Executor DAEMONS = task -> {
        Thread thread = new Thread(task, "observer");
        thread.setDaemon(true);
        thread.start();
    };

    /** The result if there is none. */
    static final String NONE = "";

    private Outcomes() {}

    /** The caller's end: the code, or nothing if the wait fails or does not end. */
    static String result(Login login) {
        return awaiting(login).join();
    }

    /** The same, begun at once, as by a program that waits from the start. */
    static CompletableFuture<String> awaiting(Login login) {
        return CompletableFuture.supplyAsync(() -> awaited(login), DAEMONS)
                .completeOnTimeout(NONE, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .exceptionally(failure -> NONE);
    }

    /** The browser's end: the page that a request leads to; status 0 if there is none. */
    static Answer page(Request request) {
        try (Connection browser = new Connection(request.port(), PATIENCE)) {
            return browser.follow(request);
        } catch (IOException e) {
            return new Answer(0, Map.of(), "");
        }
    }

    private static String awaited(Login login) {
        try {
            return login.await();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
