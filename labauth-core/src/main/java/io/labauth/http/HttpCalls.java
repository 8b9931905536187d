package io.labauth.http;

import io.labauth.ConnectionException;
import io.labauth.LabAuthException;
import io.labauth.ServiceException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;
import java.util.regex.Pattern;

/**
 * Sends requests to one service and reads each answer whole, within a time and a size. Nothing is repeated, no redirect followed.
 *
 * <p>Immutable and safe for use by many threads.
 */
public final class HttpCalls {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final int KEEPS_AUTHORIZATION = 24;
    /** Of a list, of which one element is held at a time. */
    private static final int MAX_LIST_BYTES = 64 << 20;

    private static final Pattern SECONDS = Pattern.compile("\\d{1,9}");

    private final HttpClient client;
    private final String service;
    private final String setting;
    private final Duration timeout;
    private final int maxBytes;

    /**
     * Calls to a service.
     *
     * @param client a client of {@link #carryingCredentials}
     * @param service the service's name, for messages
     * @param setting what holds the service's address, for whoever must check it; for instance {@code ASH_SERVER_URL}
     * @param timeout the time of a call, from sending to the answer's last byte
     * @param maxBytes how large an answer may be, unless it is read element by element
     * @throws IllegalArgumentException if the client is another, or the timeout is not more than zero
     */
    public HttpCalls(HttpClient client, String service, String setting, Duration timeout, int maxBytes) {
        this.client = UrlLog.silenced(carryingCredentials(client));
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

    /** Reads a body as it arrives. */
    private interface Reader<T> {
        T read(int status, HttpHeaders headers, InputStream body) throws IOException;
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
     * Refuses a client that would keep cookies: a session, once begun, would outrank the key that is sent.
     *
     * @param client any client
     * @return the same client
     * @throws IllegalArgumentException if it has a cookie handler
     */
    public static HttpClient withoutCookies(HttpClient client) {
        if (client.cookieHandler().isPresent()) {
            throw new IllegalArgumentException(
                    "The HttpClient keeps cookies, and a session's cookie would outrank the key:"
                            + " build it without a cookie handler.");
        }
        return client;
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
     * Refuses a client that would carry credentials to another address, or lose them: before Java 24 one that has an authenticator sends no
     * {@code Authorization} that a request was given (JDK-8326949).
     *
     * @param client any client
     * @return the same client
     * @throws IllegalArgumentException if it follows redirects, or has an authenticator and this is Java before 24
     */
    public static HttpClient carryingCredentials(HttpClient client) {
        if (client.authenticator().isPresent() && Runtime.version().feature() < KEEPS_AUTHORIZATION) {
            throw new IllegalArgumentException("The HttpClient has an Authenticator, and with one Java before "
                    + KEEPS_AUTHORIZATION
                    + " leaves out the credentials of each request: build it without, or run Java "
                    + KEEPS_AUTHORIZATION + " or later.");
        }
        return withoutRedirects(client);
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
        return send(request, call, status -> maxBytes, HttpCalls::whole);
    }

    /**
     * Sends a request and reads the JSON object of its answer, whose one long list is handed on element by element while it arrives. Such an
     * answer may have 64 MiB, and the time for it includes what is done with the elements.
     *
     * @param request the request; its timeout is set here
     * @param call what is called, for messages: no address, no secret
     * @param list the name of the long list
     * @param element takes each of its elements, in their order, and may throw
     * @param refused makes an exception of an answer whose status is not 200
     * @return the answer without that list, which may be {@code null}
     * @throws ServiceException if the answer is larger than allowed, or something else than JSON
     * @throws ConnectionException if no complete answer came in time, or the thread was interrupted, which stays set
     */
    public JsonValue sendForEach(
            HttpRequest.Builder request,
            String call,
            String list,
            Consumer<JsonValue> element,
            Function<Answer, LabAuthException> refused) {
        return send(request, call, status -> status == 200 ? MAX_LIST_BYTES : maxBytes, (status, headers, body) -> {
            if (status != 200) {
                throw refused.apply(whole(status, headers, body));
            }
            return source(call, status).readEach(body, list, element);
        });
    }

    /**
     * Reads an answer as JSON.
     *
     * @param answer the answer
     * @param call what was called, for messages
     * @return its JSON, which may be {@code null}
     * @throws ServiceException if it is something else than JSON: says what
     */
    public JsonValue json(Answer answer, String call) {
        try {
            return source(call, answer.status()).read(new ByteArrayInputStream(answer.body()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * What an answer means whose status alone says something: the service failed, redirects, wants to be left in peace, or did not
     * understand.
     *
     * @param answer an answer other than the right one
     * @param call what was called, for messages
     * @return the exception to throw
     */
    public ServiceException unexpected(Answer answer, String call) {
        int status = answer.status();
        String what = status >= 500
                ? "failed: try again later"
                : status == 429
                        ? "gets more requests than it takes: wait before the next one"
                        : status / 100 == 3
                                ? "answered with a redirect, which is not followed: check " + setting
                                : "did not understand the request: check " + setting;
        return new ServiceException(
                service + " " + what + " (" + call + ", HTTP " + status + ").",
                status,
                null,
                answer.retryAfter().orElse(null));
    }

    private <T> T send(HttpRequest.Builder request, String call, IntUnaryOperator limit, Reader<T> reader) {
        Deadline deadline = Deadline.in(timeout);
        try {
            HttpResponse<InputStream> response =
                    TimedSend.send(client, request.timeout(deadline.timeLeft()).build(), deadline);
            return read(response, call, limit.applyAsInt(response.statusCode()), deadline, reader);
        } catch (IOException e) {
            throw new ConnectionException(service + " " + Failures.describe(e, setting) + " (" + call + ").", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ConnectionException(
                    "The thread was interrupted while it called " + service + " (" + call + ").", e);
        }
    }

    private <T> T read(HttpResponse<InputStream> response, String call, int limit, Deadline deadline, Reader<T> reader)
            throws IOException {
        int status = response.statusCode();
        try (BoundedBody body = new BoundedBody(response.body(), limit, deadline.timeLeft(), () -> {})) {
            return reader.read(status, response.headers(), body);
        } catch (BoundedBody.TooLargeException e) {
            throw new ServiceException(
                    service + "'s answer is larger than it can rightly be (" + call + ").", status, null, null);
        }
    }

    private JsonSource source(String call, int status) {
        return new JsonSource(service, setting, call, status);
    }

    private static Answer whole(int status, HttpHeaders headers, InputStream body) throws IOException {
        return new Answer(status, headers, body.readAllBytes());
    }

    private static Duration positive(Duration timeout) {
        if (timeout.isZero() || timeout.isNegative()) {
            throw new IllegalArgumentException("The timeout must be more than zero.");
        }
        return timeout;
    }
}
