package io.labauth.oauth2;

import io.labauth.ConnectionException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A call that is made once however many threads want it: who comes while it is under way gets what it gives. Where the thread that makes it
 * is interrupted, the next one makes it again.
 */
final class OneAtATime<T> {
    private final AtomicReference<@Nullable CompletableFuture<T>> underWay = new AtomicReference<>();

    T run(Supplier<T> call) {
        CompletableFuture<T> mine = new CompletableFuture<>();
        CompletableFuture<T> running = underWay.compareAndExchange(null, mine);
        return running == null ? runAs(mine, call) : joined(running, call);
    }

    boolean isUnderWay() {
        return underWay.get() != null;
    }

    private T runAs(CompletableFuture<T> mine, Supplier<T> call) {
        try {
            T result = call.get();
            underWay.set(null);
            mine.complete(result);
            return result;
        } catch (RuntimeException | Error e) {
            underWay.set(null);
            if (Thread.currentThread().isInterrupted()) {
                mine.cancel(false);
            } else {
                mine.completeExceptionally(e);
            }
            throw e;
        }
    }

    private T joined(CompletableFuture<T> running, Supplier<T> call) {
        try {
            return running.get();
        } catch (CancellationException e) {
            return run(call);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException known ? known : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ConnectionException("The thread was interrupted while it waited for another's request.", e);
        }
    }
}
