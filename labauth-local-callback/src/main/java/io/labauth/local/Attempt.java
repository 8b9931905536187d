package io.labauth.local;

import io.labauth.Callback;
import io.labauth.CallbackRejectedException;
import io.labauth.LoginException;
import io.labauth.LoginException.Reason;
import io.labauth.LoginProvider;
import io.labauth.PendingLogin;
import io.labauth.http.OwnThreads;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The state of one login: waiting, exchanging, done, and shown.
 *
 * <p>A rejected callback leads back from exchanging to waiting. Between done and shown the browser fetches the page that says what
 * came of it; then, or when it does not come for it, the wait of the program ends.
 */
final class Attempt<U> {
    /** How long a browser may take to fetch the page after it was redirected to it. */
    private static final Duration PAGE_GRACE = Duration.ofSeconds(2);

    private enum State {
        WAITING,
        EXCHANGING,
        DONE
    }

    private final LoginProvider<U> provider;
    private final PendingLogin pending;
    private final Supplier<CompletableFuture<@Nullable Void>> stopListening;
    private final CompletableFuture<U> result = new CompletableFuture<>();
    private final CompletableFuture<U> shown = new CompletableFuture<>();
    private State state = State.WAITING;

    Attempt(
            LoginProvider<U> provider,
            PendingLogin pending,
            Supplier<CompletableFuture<@Nullable Void>> stopListening) {
        this.provider = provider;
        this.pending = pending;
        this.stopListening = stopListening;
    }

    /**
     * Loads the classes that {@link #await} begins with, before anyone can cut that short: some kernels of Jupyter end a cell by
     * {@code Thread.stop}, and a class whose loading that hits is lost to the process, here to the one that frees the port.
     */
    void rehearseWait() {
        try {
            shown.get(1, TimeUnit.NANOSECONDS);
        } catch (TimeoutException | ExecutionException e) {
            // Nobody signs in within a nanosecond.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether a callback may still come. */
    synchronized boolean isWaiting() {
        return state == State.WAITING;
    }

    /**
     * Offers a callback that came to the right place. Blocks for the exchange.
     *
     * @return what came of it, for the page
     * @throws CallbackRejectedException if it does not answer this login, or another did before
     */
    Outcome offer(Callback callback) {
        // While one is exchanged no other is taken: what can be told to be wrong must not stand in the way of the right
        // one.
        provider.check(pending, callback);
        if (!enter(State.WAITING, State.EXCHANGING)) {
            throw new CallbackRejectedException("This login already has its callback.");
        }
        try {
            U user = provider.complete(pending, callback);
            return finish(user) ? Outcome.signedIn(provider, user) : Outcome.gone();
        } catch (CallbackRejectedException e) {
            enter(State.EXCHANGING, State.WAITING);
            throw e;
        } catch (RuntimeException e) {
            return finish(e) ? Outcome.failed(provider, e) : Outcome.gone();
        } catch (Error e) {
            finish(e);
            throw e;
        }
    }

    void submit(Callback callback) {
        offer(callback);
        show();
    }

    /** The browser has the page, or will not come for it: the port is freed, and the program goes on. */
    void show() {
        var unused = stopListening.get().thenRun(this::goOn);
    }

    void showAfterGrace() {
        var unused = OwnThreads.after(PAGE_GRACE, this::show);
    }

    CompletionStage<U> completion() {
        // On another thread: what the program does next must not hold the listener's.
        return shown.thenApplyAsync(Function.identity(), OwnThreads.workers()).minimalCompletionStage();
    }

    void cancel() {
        end(Reason.CANCELLED, "The login was closed before anyone signed in.");
    }

    U await(Duration limit) {
        try {
            try {
                return shown.get(limit.toNanos(), TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                endIfWaiting();
                return shown.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            end(Reason.CANCELLED, "The thread was interrupted before anyone signed in.");
            throw new LoginException(Reason.CANCELLED, "The thread was interrupted before anyone signed in.", null);
        } catch (ExecutionException e) {
            throw rethrown(e.getCause());
        }
    }

    private void endIfWaiting() {
        if (isWaiting()) {
            end(
                    Reason.TIMED_OUT,
                    "Nobody signed in in time. Start again; the sign-in page may have stayed open unnoticed.");
        }
    }

    /** Ends the login whatever its state; one that is over stays as it is. The port is free when this returns. */
    private void end(Reason reason, String message) {
        finish(new LoginException(reason, message, null));
        show();
        var unused = shown.handle((user, failure) -> failure == null).join();
    }

    private void goOn() {
        var unused = result.whenComplete(this::copyToShown);
    }

    private synchronized boolean enter(State from, State to) {
        boolean entered = state == from;
        state = entered ? to : state;
        return entered;
    }

    private boolean finish(U user) {
        return done() && result.complete(user);
    }

    private boolean finish(Throwable failure) {
        return done() && result.completeExceptionally(failure);
    }

    private synchronized boolean done() {
        boolean first = state != State.DONE;
        state = State.DONE;
        return first;
    }

    private void copyToShown(@Nullable U user, @Nullable Throwable failure) {
        if (failure == null) {
            shown.complete(user);
        } else {
            shown.completeExceptionally(failure);
        }
    }

    private static RuntimeException rethrown(@Nullable Throwable failure) {
        return failure instanceof RuntimeException known ? known : new CompletionException(failure);
    }
}
