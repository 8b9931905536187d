package io.labauth.apikeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.labauth.ConnectionException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKeyDatabaseTest {
    @TempDir
    Path directory;

    @Test
    void keys_outliveTheProcess() {
        IssuedKey issued;
        try (EmbeddedKeyDatabase database = EmbeddedKeyDatabase.at(directory.resolve("keys"));
                ApiKeys keys = KeyWriter.open(database)) {
            issued = keys.of("ada").create(NewApiKey.expiring("", Lab.MONTH));
        }

        try (EmbeddedKeyDatabase database = EmbeddedKeyDatabase.at(directory.resolve("keys"));
                ApiKeys keys = KeyWriter.open(database)) {
            assertThat(keys.verify(issued.secret(), Lab.address("127.0.0.1"))).isInstanceOf(VerifiedKey.class);
        }
        assertThat(directory.resolve("keys.mv.db")).exists();
    }

    @Test
    void interruptedThread_leavesTheDatabaseOpen() {
        try (EmbeddedKeyDatabase database = EmbeddedKeyDatabase.at(directory.resolve("keys"));
                ApiKeys keys = KeyWriter.open(database)) {
            Thread.currentThread().interrupt();

            IssuedKey issued = keys.of("ada").create(NewApiKey.expiring("", Lab.MONTH));

            assertThat(Thread.interrupted()).isTrue();
            assertThat(keys.verify(issued.secret(), Lab.address("127.0.0.1"))).isInstanceOf(VerifiedKey.class);
            assertThat(keys.of("ada").list()).hasSize(1);
        }
    }

    @Test
    void close_fromAnInterruptedThread_keepsWhatWasAcknowledged() {
        IssuedKey issued;
        try (EmbeddedKeyDatabase database = EmbeddedKeyDatabase.at(directory.resolve("keys"));
                ApiKeys keys = KeyWriter.open(database)) {
            issued = keys.of("ada").create(NewApiKey.expiring("", Lab.MONTH));
            keys.verify(issued.secret(), Lab.address("127.0.0.1"));
            Thread.currentThread().interrupt();
        }
        assertThat(Thread.interrupted()).isTrue();

        try (EmbeddedKeyDatabase database = EmbeddedKeyDatabase.at(directory.resolve("keys"));
                ApiKeys keys = KeyWriter.open(database)) {
            assertThat(keys.of("ada").list())
                    .singleElement()
                    .satisfies(key -> assertThat(key.lastUsedAt()).isPresent());
        }
    }

    @Test
    void fileThatIsOpenElsewhere_isNamedAsThat() throws IOException {
        EmbeddedKeyDatabase.at(directory.resolve("keys")).close();

        try (FileChannel other = FileChannel.open(directory.resolve("keys.mv.db"), StandardOpenOption.WRITE)) {
            other.lock();

            assertThatThrownBy(() -> EmbeddedKeyDatabase.at(directory.resolve("keys")))
                    .isInstanceOf(ConnectionException.class)
                    .hasMessage("Another process has the file of the API keys open.");
        }
    }

    @Test
    void fileThatCannotBeMade_isNamedAsThat() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));

        assertThatThrownBy(() -> EmbeddedKeyDatabase.at(file.resolve("keys")))
                .isInstanceOf(ConnectionException.class)
                .hasMessageContaining("cannot be read and written");
    }

    @Test
    void path_thatWouldChangeSettings_isRefused() {
        assertThatThrownBy(() -> EmbeddedKeyDatabase.at(Path.of("keys;INIT=RUNSCRIPT FROM 'x'")))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
