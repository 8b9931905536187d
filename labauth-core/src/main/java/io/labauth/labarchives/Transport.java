package io.labauth.labarchives;

import io.labauth.ConnectionException;
import io.labauth.http.BoundedBody;
import io.labauth.http.Deadline;
import io.labauth.http.Failures;
import io.labauth.http.SentOnce;
import io.labauth.http.TimedSend;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Sends one request and turns whatever comes back into an answer or a typed exception. */
final class Transport {
    private static final int MAX_ERROR_BYTES = 64 * 1024;

    private final Supplier<HttpClient> newClient;
    private final Pacing pacing;
    private final String host;
    private @Nullable HttpClient client;

    /** The client is made by the first call: it reads the authorities' certificates, for which a sign-in need not wait. */
    Transport(Supplier<HttpClient> newClient, Pacing pacing, String host) {
        this.newClient = newClient;
        this.pacing = pacing;
        this.host = host;
    }

    /** Sends the request to the address; the answer is one that LabArchives accepted. */
    ApiResponse send(ApiRequest request, URI address, Deadline deadline) {
        HttpResponse<InputStream> response = exchange(request, address, deadline);
        BoundedBody body = new BoundedBody(response.body(), request.maxBytes(), deadline.timeLeft(), pacing::end);
        ApiResponse answer = new ApiResponse(
                response.statusCode(),
                response.headers().firstValue("Content-Type").orElse(null),
                body);
        if (response.statusCode() == 200) {
            return answer;
        }
        try (answer) {
            throw new ErrorAnswer(request, response, read(body)).toException();
        }
    }

    /** What a failure on the way means to the caller. */
    ConnectionException failed(ApiRequest request, IOException e) {
        return new ConnectionException(
                "LabArchives " + Failures.describe(e, "API_URL") + " (" + host + ", " + request.name() + ").", e);
    }

    static ConnectionException interrupted(ApiRequest request, InterruptedException e) {
        Thread.currentThread().interrupt();
        return new ConnectionException(
                "The thread was interrupted while it called LabArchives (" + request.name() + ").", e);
    }

    private synchronized HttpClient client() {
        if (client == null) {
            client = newClient.get();
        }
        return client;
    }

    private HttpResponse<InputStream> exchange(ApiRequest request, URI address, Deadline deadline) {
        boolean answered = false;
        try {
            pacing.start();
            try {
                HttpResponse<InputStream> response =
                        TimedSend.send(client(), httpRequest(request, address, deadline), deadline);
                answered = true;
                return response;
            } finally {
                if (!answered) {
                    pacing.end();
                }
            }
        } catch (IOException e) {
            throw failed(request, e);
        } catch (InterruptedException e) {
            throw interrupted(request, e);
        }
    }

    private static HttpRequest httpRequest(ApiRequest request, URI address, Deadline deadline) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(address)
                .timeout(deadline.timeLeft())
                .header("Accept", "application/xml")
                .header("User-Agent", "labauth");
        if (request.isPost()) {
            return builder.header("Content-Type", request.contentType())
                    .POST(request.content())
                    .build();
        }
        return request.isOnce() ? builder.method("GET", new SentOnce()).build() : builder.build();
    }

    /** As much of an error's body as is needed to find its code; a broken one has none. */
    private static byte[] read(InputStream body) {
        try {
            return body.readNBytes(MAX_ERROR_BYTES);
        } catch (IOException e) {
            return new byte[0];
        }
    }
}
