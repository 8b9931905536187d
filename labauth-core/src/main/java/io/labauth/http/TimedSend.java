package io.labauth.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Sends a request and keeps its time.
 *
 * <p>The JDK's client may forget a request's own timeout when the thread that sends is interrupted, so that another thread does it. Its
 * {@code sendAsync} is no way out: it completes in the JVM's common pool, and never while that is full.
 */
public final class TimedSend {
    private static final Duration GRACE = Duration.ofMillis(500);

    private TimedSend() {}

    /**
     * Sends a request and waits for the answer's headers.
     *
     * @param client the client
     * @param request the request, with a timeout of its own
     * @param deadline by which the headers must be there; half a second more for the client to say so itself
     * @return the answer, whose body is still to be read
     * @throws IOException if no answer came, or none in time
     * @throws InterruptedException if the thread was interrupted; the request is given up
     */
    public static HttpResponse<InputStream> send(HttpClient client, HttpRequest request, Deadline deadline)
            throws IOException, InterruptedException {
        FutureTask<HttpResponse<InputStream>> answer =
                new FutureTask<>(() -> client.send(request, BodyHandlers.ofInputStream()));
        OwnThreads.workers().execute(answer);
        try {
            return answer.get(deadline.timeLeft().plus(GRACE).toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
        } catch (TimeoutException e) {
            throw new HttpTimeoutException("The request's own timeout did not end it.");
        } finally {
            answer.cancel(true);
        }
    }
}
