package io.labauth.oauth2;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A call that is made once however many threads want it: who comes while it is under way gets what it gives. */
final class OneAtATime<T> {
    private final AtomicReference<@Nullable CompletableFuture<T>> underWay = new AtomicReference<>();

    T run(Supplier<T> call) {
        CompletableFuture<T> mine = new CompletableFuture<>();
        CompletableFuture<T> running = underWay.compareAndExchange(null, mine);
        return running == null ? runAs(mine, call) : joined(running);
    }

    boolean isUnderWay() {
        return underWay.get() != null;
    }

    private T runAs(CompletableFuture<T> mine, Supplier<T> call) {
        try {
            T result = call.get();
            mine.complete(result);
            return result;
        } catch (RuntimeException | Error e) {
            mine.completeExceptionally(e);
            throw e;
        } finally {
            underWay.set(null);
        }
    }

    private static <T> T joined(CompletableFuture<T> running) {
        try {
            return running.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException known ? known : e;
        }
    }
}
