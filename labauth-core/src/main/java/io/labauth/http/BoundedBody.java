package io.labauth.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A body that ends in an {@link IOException} when it is too large or takes too long.
 *
 * <p>{@code java.net.http} stops its own timer when the headers are there; a body that trickles would hold the reader for ever.
 */
public final class BoundedBody extends FilterInputStream {
    private final Runnable onClose;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Future<?> watchdog;
    private long left;
    private volatile boolean late;

    /** The answer has more bytes than the request allows. */
    public static final class TooLargeException extends IOException {
        private static final long serialVersionUID = 1L;

        TooLargeException() {
            super("The answer is larger than allowed.");
        }
    }

    /**
     * Bounds a body.
     *
     * @param body the body as it arrives
     * @param maxBytes how many bytes may be read
     * @param timeLeft how long reading may take in all
     * @param onClose called once, when this is closed
     */
    public BoundedBody(InputStream body, long maxBytes, Duration timeLeft, Runnable onClose) {
        super(body);
        this.left = maxBytes;
        this.onClose = onClose;
        this.watchdog = OwnThreads.after(timeLeft, this::expire);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int count = readInTime(buffer, offset, length);
        if (count > 0 && (left -= count) < 0) {
            throw new TooLargeException();
        }
        return count;
    }

    @Override
    public long skip(long count) throws IOException {
        return count <= 0 ? 0 : Math.max(0, read(new byte[(int) Math.min(count, 8192)]));
    }

    @Override
    public void close() throws IOException {
        watchdog.cancel(false);
        if (closed.compareAndSet(false, true)) {
            onClose.run();
            super.close();
        }
    }

    private int readInTime(byte[] buffer, int offset, int length) throws IOException {
        try {
            int count = super.read(buffer, offset, length);
            if (!late) {
                return count;
            }
        } catch (IOException e) {
            if (!late) {
                throw e;
            }
        }
        throw new HttpTimeoutException("The answer took too long.");
    }

    private void expire() {
        late = true;
        try {
            in.close();
        } catch (IOException e) {
            // Nobody is left to tell: the reader learns of it by its next read.
            return;
        }
    }
}
