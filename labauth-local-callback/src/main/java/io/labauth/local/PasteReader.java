package io.labauth.local;

import io.labauth.CallbackRejectedException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the addresses that a person pastes while the listener waits.
 *
 * <p>Reads only what is there already: a blocking read could not be ended with the login, and would take the program's next line away.
 */
final class PasteReader implements AutoCloseable {
    private static final long PAUSE_MILLIS = 50;
    private static final int MAX_LINE = 16 * 1024;

    private final @Nullable InputStream input;
    private final PrintStream output;
    private final Consumer<String> submit;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final @Nullable Thread thread;

    PasteReader(@Nullable InputStream input, PrintStream output, Consumer<String> submit) {
        this.input = input;
        this.output = output;
        this.submit = submit;
        this.thread = input == null ? null : new Thread(this::read, "labauth-paste");
        if (thread != null) {
            thread.setDaemon(true);
            thread.start();
        }
    }

    boolean isReading() {
        return thread != null;
    }

    @Override
    public void close() {
        if (thread != null) {
            thread.interrupt();
        }
    }

    private void read() {
        try {
            while (input != null && !Thread.currentThread().isInterrupted()) {
                if (input.available() > 0) {
                    take(input.read());
                } else {
                    Thread.sleep(PAUSE_MILLIS);
                }
            }
        } catch (IOException e) {
            output.println("Pasted addresses can no longer be read; the sign-in in the browser goes on.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void take(int next) {
        if (next != '\n' && line.size() < MAX_LINE) {
            line.write(next);
            return;
        }
        String text = line.toString(StandardCharsets.UTF_8).strip();
        line.reset();
        if (!text.isEmpty()) {
            submit(text);
        }
    }

    private void submit(String text) {
        try {
            submit.accept(text);
        } catch (CallbackRejectedException e) {
            output.println(e.getMessage());
        }
    }
}
