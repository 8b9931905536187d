package io.labauth.local;

import io.undertow.connector.ByteBufferPool;
import io.undertow.server.DefaultByteBufferPool;
import java.io.IOException;
import java.nio.channels.Selector;
import java.time.ZoneId;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.Xnio;
import org.xnio.XnioWorker;

/**
 * The threads and buffers that all logins of this process share, made when the first is opened.
 *
 * <p>Daemon threads: they hold no program back from its end, and need no shutting down.
 */
final class SharedWorker {
    /** The server's greetings are for servers. Kept here, since {@code java.util.logging} forgets loggers that nobody holds. */
    private static final List<Logger> QUIET = Stream.of("org.xnio", "org.jboss.threads", "io.undertow")
            .map(Logger::getLogger)
            .toList();

    private static final ByteBufferPool BUFFERS = new DefaultByteBufferPool(false, 8 * 1024, 64, 4);
    private static @Nullable XnioWorker worker;

    private SharedWorker() {}

    static ByteBufferPool buffers() {
        return BUFFERS;
    }

    /**
     * The threads, started if they are not running yet.
     *
     * @throws IllegalStateException if the system has no more file handles or threads to give; the next call tries again
     */
    static synchronized XnioWorker worker() {
        XnioWorker running = worker == null ? start() : worker;
        worker = running;
        return running;
    }

    private static XnioWorker start() {
        QUIET.stream().filter(logger -> logger.getLevel() == null).forEach(logger -> logger.setLevel(Level.WARNING));
        try {
            // XNIO finds out once in its life how to wait for sockets, and never works if no handle was left then.
            Selector.open().close();
            XnioWorker worker = Xnio.getInstance(SharedWorker.class.getClassLoader())
                    .createWorker(OptionMap.builder()
                            .set(Options.WORKER_NAME, "labauth")
                            .set(Options.WORKER_IO_THREADS, 1)
                            .set(Options.WORKER_TASK_CORE_THREADS, 1)
                            .set(Options.WORKER_TASK_MAX_THREADS, 16)
                            .set(Options.THREAD_DAEMON, true)
                            .getMap());
            // Each answer has a date, and the JDK tries once in its life to read the time zones: not when the file
            // handles have run out.
            var unused = worker.submit(ZoneId::systemDefault);
            return worker;
        } catch (IOException e) {
            throw new IllegalStateException(
                    "The threads of the loopback listener cannot be started: the system has no more file handles to give.",
                    e);
        }
    }
}
