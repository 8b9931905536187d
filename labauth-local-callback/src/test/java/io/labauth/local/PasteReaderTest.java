package io.labauth.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.labauth.CallbackRejectedException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PasteReaderTest {
    private static final int LONGEST = 16 * 1024;

    private final List<String> submitted = new CopyOnWriteArrayList<>();
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private PasteReader reader;

    @AfterEach
    void close() {
        reader.close();
    }

    @Test
    void aLine_isSubmitted_andAnEmptyOneIsNot() {
        reader = reading("\n  \nhttp://a/ \r\n");
        until(() -> !submitted.isEmpty());

        assertThat(reader.isReading()).isTrue();
        assertThat(submitted).containsExactly("http://a/");
    }

    @Test
    void aLineWithoutEnd_isSubmittedAtItsLimit_andIsNotKept() {
        reader = reading("a".repeat(LONGEST + 1) + "b\n");
        until(() -> submitted.size() == 2);

        assertThat(submitted).containsExactly("a".repeat(LONGEST), "b");
    }

    @Test
    void aLineThatIsRefused_isTold_andTheNextOneTaken() {
        reader = reading("wrong\nright\n");
        until(() -> submitted.contains("right"));

        assertThat(printed.toString(UTF_8)).isEqualTo("Not this." + System.lineSeparator());
    }

    @Test
    void anInputThatFails_isTold() {
        InputStream broken = new InputStream() {
            @Override
            public int read() {
                return -1;
            }

            @Override
            public int available() throws IOException {
                throw new IOException("gone");
            }
        };
        reader = new PasteReader(broken, new PrintStream(printed, true, UTF_8), submitted::add);
        until(() -> printed.size() > 0);

        assertThat(printed.toString(UTF_8)).contains("the sign-in in the browser goes on");
    }

    @Test
    void close_endsTheReading() {
        reader = reading("");

        reader.close();

        until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().equals("labauth-paste")));
    }

    @Test
    void itsThread_keepsNoProgramAlive() {
        reader = reading("");
        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(thread -> thread.getName().equals("labauth-paste"))
                .isNotEmpty()
                .allMatch(Thread::isDaemon);
    }

    private PasteReader reading(String text) {
        return new PasteReader(
                new ByteArrayInputStream(text.getBytes(UTF_8)), new PrintStream(printed, true, UTF_8), line -> {
                    if (line.equals("wrong")) {
                        throw new CallbackRejectedException("Not this.");
                    }
                    submitted.add(line);
                });
    }

    private static void until(BooleanSupplier condition) {
        Instant end = Instant.now().plus(Duration.ofSeconds(20));
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).isBefore(end);
            Thread.onSpinWait();
        }
    }
}
