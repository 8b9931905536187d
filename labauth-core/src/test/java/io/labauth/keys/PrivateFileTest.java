package io.labauth.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.labauth.ConnectionException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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
    void locked_letsOneThreadInAtATimeThroughALink() throws Exception {
        Path real = Files.createDirectories(directory.resolve("real"));
        Path file = Files.writeString(real.resolve("tokens"), "{}");
        Path throughDirectory =
                Files.createSymbolicLink(directory.resolve("linked"), real).resolve("tokens");
        Path throughFile = Files.createSymbolicLink(directory.resolve("link"), file);
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch entered = new CountDownLatch(1);

        Stream.of(file, throughDirectory, throughFile, throughDirectory)
                .map(path -> CompletableFuture.supplyAsync(() -> new PrivateFile(path).locked(() -> {
                    most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                    awaitBriefly(entered);
                    return inside.decrementAndGet();
                })))
                .toList()
                .forEach(CompletableFuture::join);

        assertThat(most).hasValue(1);
    }

    @Test
    void locked_whenThisJvmHoldsTheLockElsewhere_waitsForIt() throws Exception {
        PrivateFile file = new PrivateFile(directory.resolve("tokens"));
        Path lock = directory.resolve("tokens.lock");
        CompletableFuture<String> waiting;
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = channel.lock()) {
            waiting = CompletableFuture.supplyAsync(() -> file.locked(() -> "inside"));

            assertThatExceptionOfType(TimeoutException.class).isThrownBy(() -> waiting.get(100, TimeUnit.MILLISECONDS));
            assertThat(held.isValid()).isTrue();
        }

        assertThat(waiting.join()).isEqualTo("inside");
    }

    @Test
    void locked_whenInterrupted_saysSoAndStaysInterrupted() {
        Thread.currentThread().interrupt();

        Throwable e = catchThrowable(() -> new PrivateFile(directory.resolve("tokens")).locked(() -> "inside"));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(e).isInstanceOf(ConnectionException.class).hasMessageContaining("interrupted");
    }

    @Test
    void writeAndDelete_throughALink_reachTheFileItself() throws IOException {
        Path path = Files.writeString(directory.resolve("tokens"), "old");
        PrivateFile link = new PrivateFile(Files.createSymbolicLink(directory.resolve("link"), path));

        link.write("new");
        assertThat(path).hasContent("new");

        link.delete();
        assertThat(path).doesNotExist();
        assertThat(link.read()).isEmpty();
    }

    /** Long enough for another thread to come in where it can. */
    private static void awaitBriefly(CountDownLatch latch) {
        try {
            assertThat(latch.await(50, TimeUnit.MILLISECONDS)).isFalse();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void locked_leavesALockForItsOwnerAlone() throws IOException {
        PrivateFile file = new PrivateFile(directory.resolve("tokens"));

        file.locked(() -> "done");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("tokens.lock"))))
                .isEqualTo("rw-------");
    }

    @Test
    void locked_withinItself_goesOn() {
        PrivateFile file = new PrivateFile(directory.resolve("tokens"));

        assertThat(file.<String>locked(() -> file.locked(() -> "inside"))).isEqualTo("inside");
    }
}
