package io.labauth.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyFileTest {
    private static final Logger LOG = Logger.getLogger(KeyFile.class.getName());

    private final List<String> logged = new ArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord entry) {
            logged.add(entry.getLevel() + " " + MessageFormat.format(entry.getMessage(), entry.getParameters()));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @TempDir
    Path directory;

    @BeforeEach
    void listen() {
        assumeTrue(FileSystems.getDefault().supportedFileAttributeViews().contains("posix"));
        LOG.setUseParentHandlers(false);
        LOG.addHandler(handler);
    }

    @AfterEach
    void stopListening() {
        LOG.removeHandler(handler);
        LOG.setUseParentHandlers(true);
    }

    @ParameterizedTest
    @CsvSource({"rw-r-----, 1", "rw----r--, 1", "rw-------, 0", "r--------, 0"})
    void warnIfReadByOthers_warnsOnlyWhereOthersCanRead(String permissions, int warnings) throws IOException {
        Path file = Files.writeString(directory.resolve(".netrc"), "key");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));

        KeyFile.warnIfReadByOthers(file);

        assertThat(logged)
                .hasSize(warnings)
                .allSatisfy(
                        line -> assertThat(line).startsWith("WARNING " + file).endsWith("chmod 600 " + file));
    }

    @Test
    void warnIfReadByOthers_whenThereIsNoFile_saysNothing() {
        Path missing = directory.resolve("missing");

        assertThat(KeyFile.warnIfReadByOthers(missing)).isEqualTo(missing);
        assertThat(logged).isEmpty();
    }
}
