package io.labauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretFileTest {
    @TempDir
    private Path directory;

    private Path path;
    private SecretFile file;

    @BeforeEach
    void name() {
        path = directory.resolve("session");
        file = new SecretFile(path);
    }

    @Test
    void write_makesAFileForItsOwnerAlone() throws IOException {
        file.write(Secret.of("first"));

        assertThat(Files.getPosixFilePermissions(path)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(file.read()).contains(Secret.of("first"));
    }

    @Test
    void write_replacesTheFileAndLeavesNothingElse() throws IOException {
        file.write(Secret.of("first"));
        file.write(Secret.of("second"));

        assertThat(file.read()).contains(Secret.of("second"));
        assertThat(directory.toFile().list()).containsExactly("session");
    }

    @Test
    void write_overAFileThatOthersMayRead_closesIt() throws IOException {
        Files.writeString(path, "open");
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-rw-rw-"));

        file.write(Secret.of("closed"));

        assertThat(Files.getPosixFilePermissions(path)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rwx-----x"})
    void read_ofAFileThatIsOpenToOthers_isRefused(String mode) throws IOException {
        file.write(Secret.of("value"));
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));

        assertThatIllegalStateException().isThrownBy(file::read).withMessageContaining("chmod 600");
    }

    @Test
    void read_ofNothing_isEmpty() {
        assertThat(file.read()).isEmpty();

        file.write(Secret.of("value"));
        file.delete();
        file.delete();

        assertThat(file.read()).isEmpty();
    }

    @Test
    void read_ofAnEmptyFile_isEmpty() throws IOException {
        file.write(Secret.of("value"));
        Files.writeString(path, "\n");

        assertThat(file.read()).isEmpty();
    }

    @Test
    void write_whereThereIsNoDirectory_saysSo() {
        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> new SecretFile(directory.resolve("none/session")).write(Secret.of("s3cret")))
                .withMessageNotContaining("s3cret");
    }
}
