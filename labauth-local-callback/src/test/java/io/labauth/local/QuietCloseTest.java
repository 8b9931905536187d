package io.labauth.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;

/** Browsers connect when they like: what comes while the port is freed is no error of anybody. */
class QuietCloseTest {
    private static final Logger SERVER = Logger.getLogger("org.xnio");

    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private final Handler log = new Log();

    @BeforeEach
    void listenToTheLog() {
        SERVER.addHandler(log);
    }

    @AfterEach
    void leaveTheLog() {
        SERVER.removeHandler(log);
    }

    @RepeatedTest(100)
    void close_whileSomebodyConnects_complainsNowhere() {
        CallbackCollector<String> collector =
                LocalLogin.with(new StubProvider()).open();

        CompletableFuture<?>[] visits = {visit(collector), visit(collector), visit(collector)};
        collector.close();
        CompletableFuture.allOf(visits).join();

        assertThat(complaints).isEmpty();
    }

    private static CompletableFuture<Void> visit(CallbackCollector<String> collector) {
        URI address = collector.callbackUri();
        return CompletableFuture.runAsync(() -> {
            try {
                RawHttp.connect(address).close();
            } catch (IOException e) {
                // The port was freed first.
            }
        });
    }

    private final class Log extends Handler {
        @Override
        public void publish(LogRecord entry) {
            complaints.add(entry.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
