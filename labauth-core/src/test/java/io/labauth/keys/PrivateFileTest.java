package io.labauth.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class PrivateFileTest {
    @TempDir
    Path directory;

    @Test
    void write_makesAFileForItsOwnerAloneAndItsDirectories() throws IOException {
        PrivateFile file = new PrivateFile(directory.resolve(Path.of("a", "b", "tokens")));

        file.write("one");
        file.write("two");

        assertThat(file.read()).contains("two");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.path())))
                .isEqualTo("rw-------");
        assertThat(file.path().getParent().toFile().list()).containsExactly("tokens");
    }

    @Test
    void write_whenOthersCouldReadTheOldFile_closesIt() throws IOException {
        Path path = Files.writeString(directory.resolve("tokens"), "old");
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-r--r--"));

        new PrivateFile(path).write("new");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rw-------");
    }

    @Test
    void write_whenItFails_leavesTheOldTextAndNoScraps() throws IOException {
        Path path = Files.createDirectories(directory.resolve(Path.of("place", "tokens", "inside")))
                .getParent();

        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> new PrivateFile(path).write("new"))
                .withMessageContaining(path.toString());

        assertThat(path.getParent().toFile().list()).containsExactly("tokens");
    }

    @Test
    void read_whenThereIsNoFile_isEmpty() {
        assertThat(new PrivateFile(directory.resolve("missing")).read()).isEmpty();
    }

    @Test
    void delete_whenThereIsNoFile_isFine() {
        PrivateFile file = new PrivateFile(directory.resolve("missing"));

        file.delete();

        assertThat(file.read()).isEmpty();
    }

    @Test
    void locked_letsOneThreadInAtATimeThroughWhateverPath() {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch all = new CountDownLatch(4);

        IntStream.range(0, 4)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> {
                    all.countDown();
                    Path path = directory.resolve(i % 2 == 0 ? "tokens" : "x/../tokens");
                    return new PrivateFile(path).locked(() -> {
                        most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                        Thread.onSpinWait();
                        return inside.decrementAndGet();
                    });
                }))
                .toList()
                .forEach(CompletableFuture::join);

        assertThat(most).hasValue(1);
    }

    @Test
    void locked_withinItself_goesOn() {
        PrivateFile file = new PrivateFile(directory.resolve("tokens"));

        assertThat(file.<String>locked(() -> file.locked(() -> "inside"))).isEqualTo("inside");
    }
}
