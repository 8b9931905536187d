package io.labauth.local;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.stream.Stream;

/** Everything that any logger of the process says, at the finest level; what the fakes themselves log is not labauth's. */
final class Log extends Handler {
    private final Queue<String> text = new ConcurrentLinkedQueue<>();
    private final SimpleFormatter formatter = new SimpleFormatter();
    private final List<Logger> raised = Stream.of("", "org.xnio", "io.undertow", "org.jboss.threads", "io.labauth")
            .map(Logger::getLogger)
            .toList();
    private final List<Level> before = raised.stream()
            .map(logger -> logger.getLevel() == null ? Level.WARNING : logger.getLevel())
            .toList();

    void start() {
        raised.forEach(logger -> logger.setLevel(Level.ALL));
        Logger.getLogger("").addHandler(this);
    }

    void stop() {
        Logger.getLogger("").removeHandler(this);
        for (int i = 0; i < raised.size(); i++) {
            raised.get(i).setLevel(before.get(i));
        }
    }

    String text() {
        return String.join("", text);
    }

    @Override
    public void publish(LogRecord record) {
        if (!record.getLoggerName().startsWith("mockwebserver3")) {
            text.add(record.getLoggerName() + " " + formatter.format(record));
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
