package io.labauth.http;

import io.labauth.ConnectionException;
import io.labauth.ServiceException;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Sends requests to one service and reads each answer whole, within a time and a size. Nothing is repeated, no redirect followed.
 *
 * <p>Immutable and safe for use by many threads.
 */
public final class HttpCalls {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final Pattern SECONDS = Pattern.compile("\\d{1,9}");

    private final HttpClient client;
    private final String service;
    private final String setting;
    private final Duration timeout;
    private final int maxBytes;

    /**
     * Calls to a service.
     *
     * @param client a client that follows no redirects
     * @param service the service's name, for messages
     * @param setting what holds the service's address, for whoever must check it; for instance {@code ASH_SERVER_URL}
     * @param timeout the time of a call, from sending to the answer's last byte
     * @param maxBytes how large an answer may be
     * @throws IllegalArgumentException if the client follows redirects, or a limit is not more than zero
     */
    public HttpCalls(HttpClient client, String service, String setting, Duration timeout, int maxBytes) {
        this.client = UrlLog.silenced(withoutRedirects(client));
        this.service = service;
        this.setting = setting;
        this.timeout = positive(timeout);
        this.maxBytes = maxBytes;
    }

    /**
     * An answer, read to its end.
     *
     * @param status the HTTP status
     * @param headers the headers
     * @param body the body's bytes; not copied
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Answer(int status, HttpHeaders headers, byte[] body) {
        /**
         * How long the service asks to wait.
         *
         * @return the seconds of {@code Retry-After}; empty if there is none in that form
         */
        public Optional<Duration> retryAfter() {
            return headers.firstValue("Retry-After")
                    .filter(value -> SECONDS.matcher(value).matches())
                    .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)));
        }

        @Override
        public String toString() {
            return "Answer[status=" + status + "]";
        }
    }

    /**
     * A client as labauth's own parts make it: HTTP/1.1, ten seconds to connect, no redirects, no cookies.
     *
     * @return a new client
     */
    public static HttpClient defaultClient() {
        return HttpClient.newBuilder()
                .connectTimeout(CONNECT_TIMEOUT)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
    }

    /**
     * Refuses a client that would carry credentials to another address.
     *
     * @param client any client
     * @return the same client
     * @throws IllegalArgumentException if it follows redirects
     */
    public static HttpClient withoutRedirects(HttpClient client) {
        if (client.followRedirects() != HttpClient.Redirect.NEVER) {
            throw new IllegalArgumentException("The HttpClient follows redirects, which would carry credentials to"
                    + " another address; build it with Redirect.NEVER.");
        }
        return client;
    }

    /**
     * Sends a request and reads its answer, whatever the status. A GET that must not be repeated by the JDK has the body
     * {@link SentOnce}.
     *
     * @param request the request; its timeout is set here
     * @param call what is called, for messages: no address, no secret
     * @return the answer
     * @throws ServiceException if the answer is larger than allowed
     * @throws ConnectionException if no complete answer came in time, or the thread was interrupted, which stays set
     */
    public Answer send(HttpRequest.Builder request, String call) {
        Deadline deadline = Deadline.in(timeout);
        try {
            HttpResponse<InputStream> response =
                    client.send(request.timeout(deadline.timeLeft()).build(), BodyHandlers.ofInputStream());
            try (BoundedBody body = new BoundedBody(response.body(), maxBytes, deadline.timeLeft(), () -> {})) {
                return new Answer(response.statusCode(), response.headers(), body.readAllBytes());
            }
        } catch (BoundedBody.TooLargeException e) {
            throw new ServiceException(
                    service + "'s answer is larger than it can rightly be (" + call + ").", 200, null, null);
        } catch (IOException e) {
            throw new ConnectionException(service + " " + Failures.describe(e, setting) + " (" + call + ").", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ConnectionException(
                    "The thread was interrupted while it called " + service + " (" + call + ").", e);
        }
    }

    private static Duration positive(Duration timeout) {
        if (timeout.isZero() || timeout.isNegative()) {
            throw new IllegalArgumentException("The timeout must be more than zero.");
        }
        return timeout;
    }
}
