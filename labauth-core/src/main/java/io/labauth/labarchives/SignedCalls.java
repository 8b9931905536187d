package io.labauth.labarchives;

import io.labauth.AuthenticationException;
import io.labauth.AuthenticationException.Reason;
import io.labauth.ServiceException;
import io.labauth.http.BoundedBody;
import io.labauth.http.Deadline;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Signs calls and sends them by LabArchives' rules of use: what may be repeated, when, and how often. */
final class SignedCalls {
    private static final long MAX_XML_BYTES = 4L * 1024 * 1024;
    private static final ApiRequest EPOCH_TIME =
            ApiRequest.get("utilities", "epoch_time").maxBytes(MAX_XML_BYTES);

    private final ApiUrls urls;
    private final Signer signer;
    private final ServiceClock clock;
    private final Transport transport;
    private final Duration timeout;
    private final int retries;

    SignedCalls(ApiUrls urls, Signer signer, ServiceClock clock, Transport transport, Duration timeout, int retries) {
        this.urls = urls;
        this.signer = signer;
        this.clock = clock;
        this.transport = transport;
        this.timeout = timeout;
        this.retries = retries;
    }

    /** Sends a request; a GET is repeated when the service itself failed: after a second, then two, four … */
    ApiResponse send(ApiRequest request) {
        Deadline deadline = Deadline.in(request.timeoutOr(timeout));
        for (int repeated = 0; ; repeated++) {
            try {
                return attempt(request, deadline);
            } catch (ServiceException e) {
                Duration wait =
                        max(Duration.ofSeconds(1L << repeated), e.retryAfter().orElse(Duration.ZERO));
                if (request.isOnce() || repeated == retries || !failed(e) || !deadline.leaves(wait)) {
                    throw e;
                }
                pause(request, wait);
            }
        }
    }

    /** Reads a request's answer as XML. */
    Optional<Xml> read(ApiRequest request) {
        return read(request, send(request.maxBytes(MAX_XML_BYTES)));
    }

    /** What time it is at the service. */
    Instant serviceTime() {
        return serviceTime(Deadline.in(timeout));
    }

    /** A request whose time was refused was not carried out: it may be sent again with the right time. */
    private ApiResponse attempt(ApiRequest request, Deadline deadline) {
        Duration correction = clock.correction();
        try {
            return transport.send(request, signed(request), deadline);
        } catch (AuthenticationException e) {
            if (e.reason() != Reason.CLOCK_SKEW || !clock.correct(correction, () -> serviceTime(deadline))) {
                throw e;
            }
            return transport.send(request, signed(request), deadline);
        }
    }

    private URI signed(ApiRequest request) {
        Map<String, String> query = new LinkedHashMap<>(request.queryParameters());
        query.putAll(signer.sign(request.method(), clock.now().toEpochMilli()));
        return urls.method(request.apiClass(), request.method(), query);
    }

    private Instant serviceTime(Deadline deadline) {
        URI address = urls.method(EPOCH_TIME.apiClass(), EPOCH_TIME.method(), Map.of("akid", signer.accessKeyId()));
        return read(EPOCH_TIME, transport.send(EPOCH_TIME, address, deadline))
                .flatMap(document -> document.text("epoch-time"))
                .filter(text -> text.matches("\\d{1,15}"))
                .map(text -> Instant.ofEpochMilli(Long.parseLong(text)))
                .orElseThrow(() -> unreadable(EPOCH_TIME, "the time"));
    }

    private Optional<Xml> read(ApiRequest request, ApiResponse response) {
        try (response) {
            return Xml.read(response.body());
        } catch (BoundedBody.TooLargeException e) {
            throw new ServiceException(
                    "LabArchives' answer to " + request.name() + " is larger than it can rightly be.", 200, null, null);
        } catch (IOException e) {
            throw transport.failed(request, e);
        }
    }

    /** An answer that came with status 200 and is something else. */
    static ServiceException unreadable(ApiRequest request, String expected) {
        return new ServiceException(
                "LabArchives answered " + request.name() + " with something else than " + expected
                        + ": check that API_URL is the API's address.",
                200,
                null,
                null);
    }

    private static boolean failed(ServiceException e) {
        return e.status() >= 500 || e.errorCode().filter("4999"::equals).isPresent();
    }

    private static Duration max(Duration a, Duration b) {
        return a.compareTo(b) > 0 ? a : b;
    }

    private static void pause(ApiRequest request, Duration wait) {
        try {
            Thread.sleep(wait.toMillis());
        } catch (InterruptedException e) {
            throw Transport.interrupted(request, e);
        }
    }
}
