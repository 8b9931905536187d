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
    private volatile boolean timeIsUp;

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
     * @throws CallbackRejectedException if it does not answer this login, another did before, or the login is over
     */
    Outcome offer(Callback callback) {
        boolean exchanging = false;
        try {
            // While one is exchanged no other is taken: a wrong one must not be in the right one's way.
            provider.check(pending, callback);
            exchanging = enter(State.WAITING, State.EXCHANGING);
            if (!exchanging) {
                throw tooLate();
            }
            U user = provider.complete(pending, callback);
            finish(State.EXCHANGING, () -> result.complete(user));
            return Outcome.signedIn(provider, user);
        } catch (CallbackRejectedException e) {
            if (exchanging) {
                waitAgain();
            }
            throw e;
        } catch (RuntimeException | Error e) {
            finish(exchanging ? State.EXCHANGING : State.WAITING, () -> result.completeExceptionally(e));
            return Outcome.failed(provider, e);
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
                return shown.get(TimeUnit.NANOSECONDS.convert(limit), TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                timeIsUp = true;
                endIfWaiting();
                return shown.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            end(Reason.CANCELLED, "The thread was interrupted before anyone signed in.");
            return outcome();
        } catch (ExecutionException e) {
            throw rethrown(e.getCause());
        }
    }

    private void waitAgain() {
        enter(State.EXCHANGING, State.WAITING);
        if (timeIsUp) {
            endIfWaiting();
        }
    }

    private void endIfWaiting() {
        if (enter(State.WAITING, State.DONE)) {
            result.completeExceptionally(new LoginException(
                    Reason.TIMED_OUT,
                    "Nobody signed in in time. Start again; the sign-in page may have stayed open unnoticed.",
                    null));
            show();
        }
    }

    /** Ends the login whatever its state; one that is over stays as it is. The port is free when this returns. */
    private void end(Reason reason, String message) {
        if (done()) {
            result.completeExceptionally(new LoginException(reason, message, null));
        }
        show();
        var unused = shown.handle((user, failure) -> failure == null).join();
    }

    /** What came of a login whose end was awaited. */
    private U outcome() {
        try {
            return shown.join();
        } catch (CompletionException e) {
            throw rethrown(e.getCause());
        }
    }

    private void goOn() {
        var unused = result.whenComplete(this::copyToShown);
    }

    private synchronized boolean enter(State from, State to) {
        boolean entered = state == from;
        state = entered ? to : state;
        return entered;
    }

    /** Completes the result, unless the login ended meanwhile. The browser then has a while to fetch its page. */
    private void finish(State from, Runnable complete) {
        if (!enter(from, State.DONE)) {
            throw tooLate();
        }
        complete.run();
        var unused = OwnThreads.after(PAGE_GRACE, this::show);
    }

    private CallbackRejectedException tooLate() {
        return new CallbackRejectedException(
                result.isCompletedExceptionally()
                        ? "This login is over. Start again in your program."
                        : "This login already has its callback.");
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
        if (failure instanceof Error error) {
            throw error;
        }
        return failure instanceof RuntimeException known ? known : new CompletionException(failure);
    }
}
