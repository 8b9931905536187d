package io.labauth.http;

import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The empty body of a GET that must not be sent twice.
 *
 * <p>{@code java.net.http} repeats a GET by itself when the connection ends before the answer begins, although the request may have been
 * carried out; only a system property could switch that off. It asks for the body's length each time that it sends.
 */
public final class SentOnce implements BodyPublisher {
    private final BodyPublisher empty = BodyPublishers.noBody();
    private final AtomicBoolean sent = new AtomicBoolean();

    /** Creates the body of one request. */
    public SentOnce() {}

    @Override
    public long contentLength() {
        if (sent.getAndSet(true)) {
            throw new IllegalStateException(
                    "The connection ended before the answer, and the request is not sent again.");
        }
        return empty.contentLength();
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
        empty.subscribe(subscriber);
    }
}
