package io.labauth.local;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The folder of an isolated browser, which may hold the cookies of the sign-in.
 *
 * @param folder where it lies
 */
record BrowserProfile(Path folder) {
    private static final System.Logger LOG = System.getLogger(BrowserProfile.class.getName());
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final Duration PAUSE = Duration.ofMillis(20);

    /** A fresh one, for its owner alone. */
    static BrowserProfile in(Path parent) throws IOException {
        return new BrowserProfile(Files.createTempDirectory(Files.createDirectories(parent), "labauth-browser-"));
    }

    /** Deletes all that can be deleted, again and again while something is left; the log tells what resists to the end. */
    void delete() {
        long begun = System.nanoTime();
        while (!isDeleted()) {
            if (System.nanoTime() - begun > PATIENCE.toNanos()) {
                LOG.log(
                        System.Logger.Level.WARNING,
                        "The profile of the sign-in''s browser could not be deleted whole; delete {0} by hand.",
                        folder);
                return;
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private boolean isDeleted() {
        try {
            Files.walkFileTree(folder, new Deletion());
        } catch (IOException e) {
            // Whether it is gone is what counts.
        }
        return Files.notExists(folder);
    }

    /** Goes on past whatever resists. */
    private static final class Deletion extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            return delete(file);
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) {
            return delete(file);
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure) {
            return delete(directory);
        }

        private static FileVisitResult delete(Path file) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                // The next round tries again.
            }
            return FileVisitResult.CONTINUE;
        }
    }
}
