package io.labauth.cli;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A line on the terminal that counts down while a sign-in waits. It begins when what stands above it has been flushed, and is gone when the
 * wait is over; on anything but a terminal there is none.
 */
final class LiveLine implements AutoCloseable {
    private static final String CLEAR = "\r\u001B[K";

    private final PrintStream terminal;
    private final boolean live;
    private final Clock clock;
    private final CountDownLatch over = new CountDownLatch(1);
    private final Thread atExit;
    private Instant end;
    private boolean begun;

    LiveLine(Console console, Clock clock, Duration wait) {
        this.terminal = console.err();
        this.live = console.isLive();
        this.clock = clock;
        this.end = clock.instant().plus(wait);
        // Ctrl-C: what the shell prints next begins a line of its own.
        this.atExit = new Thread(terminal::println, "labauth-line-end");
    }

    /** For what is printed above the line: not flushed until all of it is there. */
    PrintStream above() {
        return live ? new PrintStream(new Above(), false, Charset.defaultCharset()) : terminal;
    }

    /** From now on, where that is known only later. */
    synchronized void last(Duration wait) {
        end = clock.instant().plus(wait);
    }

    @Override
    public synchronized void close() {
        over.countDown();
        if (begun) {
            terminal.print(CLEAR);
            terminal.flush();
            forgetExit();
        }
    }

    private synchronized void begin() {
        if (!begun) {
            begun = true;
            Runtime.getRuntime().addShutdownHook(atExit);
            Thread thread = new Thread(this::countDown, "labauth-line");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private void countDown() {
        try {
            do {
                show();
            } while (!over.await(1, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void show() {
        Duration left = Duration.between(clock.instant(), end);
        if (over.getCount() > 0 && !left.isNegative()) {
            terminal.print(CLEAR + "Time left: " + text(left) + "  ");
            terminal.flush();
        }
    }

    static String text(Duration left) {
        return String.format("%d:%02d", left.toMinutes(), left.toSecondsPart());
    }

    private void forgetExit() {
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // The process is ending.
        }
    }

    /** Passes all on, and starts the line by a flush. */
    private final class Above extends FilterOutputStream {
        Above() {
            super(terminal);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void flush() throws IOException {
            super.flush();
            begin();
        }
    }
}
