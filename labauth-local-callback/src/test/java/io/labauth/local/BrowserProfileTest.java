package io.labauth.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What is left of a profile that a browser goes on writing into. */
class BrowserProfileTest {
    private static final Logger LOG = Logger.getLogger(BrowserProfile.class.getName());

    private final List<LogRecord> warnings = new CopyOnWriteArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord record) {
            warnings.add(record);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @TempDir
    Path parent;

    private BrowserProfile profile;

    @BeforeEach
    void create() throws IOException {
        LOG.addHandler(handler);
        LOG.setUseParentHandlers(false);
        profile = BrowserProfile.in(parent.resolve("new/folder"));
        Files.writeString(profile.folder().resolve("Cookies"), "session");
    }

    @AfterEach
    void unhook() {
        LOG.removeHandler(handler);
        LOG.setUseParentHandlers(true);
    }

    @Test
    void delete_whileSomethingIsWritten_goesOnUntilAllIsGone() throws Exception {
        Path cache = Files.createDirectory(profile.folder().resolve("zcache"));
        Thread writer = writer(cache);

        profile.delete();

        writer.join();
        assertThat(profile.folder()).doesNotExist();
        assertThat(warnings).isEmpty();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void delete_whenSomethingResistsToTheEnd_deletesTheRestAndTellsWhere() throws IOException {
        Path outer = deep(profile.folder().resolve("a"));
        Path inner = deep(parent.resolve("b"));
        Files.move(parent.resolve("b"), outer.resolve("b"));

        profile.delete();

        assertThat(profile.folder().resolve("Cookies")).doesNotExist();
        assertThat(warnings).singleElement().satisfies(warning -> {
            assertThat(warning.getLevel()).isEqualTo(Level.WARNING);
            assertThat(warning.getParameters()).containsExactly(profile.folder());
        });
        Files.move(outer.resolve("b"), parent.resolve("b"));
        assertThat(inner).exists();
    }

    @Test
    void delete_whatIsGoneAlready_isQuiet() {
        profile.delete();
        profile.delete();

        assertThat(warnings).isEmpty();
    }

    private static Thread writer(Path folder) {
        long begun = System.nanoTime();
        Thread thread = new Thread(() -> {
            for (int i = 0; System.nanoTime() - begun < 300_000_000L; i++) {
                write(folder.resolve(Integer.toString(i % 100)));
            }
        });
        thread.setDaemon(true);
        thread.start();
        await().until(() -> Files.exists(folder.resolve("0")));
        return thread;
    }

    private static void write(Path file) {
        try {
            Files.writeString(file, "x");
        } catch (IOException e) {
            // Its folder is deleted.
        }
    }

    /** Two of these, one in the other, have a longer path than the system takes. */
    private static Path deep(Path folder) throws IOException {
        Path end = folder;
        for (int i = 0; i < 11; i++) {
            end = end.resolve("x".repeat(200));
        }
        return Files.createDirectories(end);
    }
}
