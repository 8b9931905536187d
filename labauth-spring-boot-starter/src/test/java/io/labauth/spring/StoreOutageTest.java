package io.labauth.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.labauth.web.ConsumedFlows.Answer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class StoreOutageTest {
    private static final Logger LOG = Logger.getLogger(StoreOutage.class.getName());

    private final StoreOutage outage = new StoreOutage("the database");
    private final List<String> messages = new ArrayList<>();
    private final Handler recorder = new Handler() {
        @Override
        public void publish(LogRecord entry) {
            messages.add(entry.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    /** An application that another test has started may have turned the log down. */
    @BeforeEach
    void record() {
        LOG.setLevel(Level.INFO);
        LOG.addHandler(recorder);
    }

    @AfterEach
    void stopRecording() {
        LOG.removeHandler(recorder);
        LOG.setLevel(null);
    }

    @Test
    void ask_whenTheStoreAnswers_givesItsAnswer() {
        assertThat(outage.ask(() -> Answer.FIRST)).isEqualTo(Answer.FIRST);
        assertThat(outage.ask(() -> Answer.AGAIN)).isEqualTo(Answer.AGAIN);
    }

    @Test
    void ask_whenTheStoreFails_isUnknownAndNeverAnException() {
        assertThat(outage.ask(StoreOutageTest::refused)).isEqualTo(Answer.UNKNOWN);
        assertThat(outage.ask(() -> {
                    throw new IllegalStateException("The pool is closed.");
                }))
                .isEqualTo(Answer.UNKNOWN);
    }

    @Test
    void ask_whenTheStoreFailsOften_isLoggedOnceAndOnceWhenItIsBack() {
        for (int i = 0; i < 10; i++) {
            outage.ask(StoreOutageTest::refused);
        }
        for (int i = 0; i < 10; i++) {
            outage.ask(() -> Answer.FIRST);
        }

        assertThat(messages).hasSize(2);
        assertThat(messages.get(0)).contains("Nobody can sign in", "the database", "Connection refused");
        assertThat(messages.get(1)).contains("People can sign in again", "the database");
    }

    @Test
    void ask_whenItIsBack_answersAtOnce() {
        outage.ask(StoreOutageTest::refused);

        assertThat(outage.ask(() -> Answer.FIRST)).isEqualTo(Answer.FIRST);
        assertThat(outage.ask(() -> Answer.FIRST)).isEqualTo(Answer.FIRST);
    }

    @Test
    void ask_whileOneWaitsForTheStoreThatIsDown_leavesNobodyElseWaiting() throws InterruptedException {
        outage.ask(StoreOutageTest::refused);
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch back = new CountDownLatch(1);
        CompletableFuture<Answer> waiting = CompletableFuture.supplyAsync(() -> outage.ask(() -> {
            asked.countDown();
            await(back);
            return Answer.FIRST;
        }));
        asked.await();

        Answer meanwhile = outage.ask(() -> {
            throw new AssertionError("asked a store that is known to be down");
        });

        assertThat(meanwhile).isEqualTo(Answer.UNKNOWN);
        back.countDown();
        assertThat(waiting.join()).isEqualTo(Answer.FIRST);
        assertThat(outage.ask(() -> Answer.AGAIN)).isEqualTo(Answer.AGAIN);
    }

    private static Answer refused() throws SQLException {
        throw new SQLException("Connection refused");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
