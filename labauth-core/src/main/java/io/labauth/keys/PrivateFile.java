package io.labauth.keys;

import io.labauth.ConnectionException;
import io.labauth.Secret;
import io.labauth.SecretFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.FileLockInterruptionException;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * A file for its owner alone, which is replaced at once or not at all, so that nobody ever reads half of it.
 *
 * <p>Safe for use by several threads and several processes.
 */
public final class PrivateFile {
    /** One for each file of this JVM, since the lock of a file holds back other processes only. */
    private static final Map<Path, ReentrantLock> LOCKS = new ConcurrentHashMap<>();

    private static final Set<StandardOpenOption> CREATE_OR_OPEN =
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE);

    private static final long RETRY_MILLIS = 10;

    private final Path file;

    /**
     * A file that may not be there yet.
     *
     * @param file its path
     */
    public PrivateFile(Path file) {
        this.file = file.toAbsolutePath().normalize();
    }

    /**
     * Where it is.
     *
     * @return the absolute path
     */
    public Path path() {
        return file;
    }

    /**
     * Reads the whole file, and warns in the log if others can read it too.
     *
     * @return the text; empty if there is no such file
     * @throws UncheckedIOException if it cannot be read
     */
    public Optional<String> read() {
        try {
            return Optional.of(Files.readString(KeyFile.warnIfReadByOthers(file)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read: check that it is a file and its permissions.", e);
        }
    }

    /**
     * Puts a text in the place of whatever was there; readable by the owner alone.
     *
     * @param text the text, not blank
     * @throws UncheckedIOException if it cannot be written
     */
    public void write(String text) {
        makeDirectory();
        new SecretFile(real()).write(Secret.of(text));
    }

    /**
     * Removes the file if it is there.
     *
     * @throws UncheckedIOException if it cannot be removed
     */
    public void delete() {
        new SecretFile(real()).delete();
    }

    /**
     * Does something while no other thread and no other process does so with this file, by whatever links they reach it. A file of the same
     * name with {@code .lock} behind it stands for that, and stays.
     *
     * @param <T> what it gives
     * @param action what to do
     * @return what the action gave
     * @throws UncheckedIOException if the file cannot be locked
     * @throws ConnectionException if the thread was interrupted while it waited, which stays set
     */
    public <T> T locked(Supplier<T> action) {
        makeDirectory();
        Path real = real();
        ReentrantLock lock = LOCKS.computeIfAbsent(real, path -> new ReentrantLock());
        try {
            lock.lockInterruptibly();
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
        try {
            return lock.getHoldCount() > 1 ? action.get() : lockedForProcesses(real, action);
        } finally {
            lock.unlock();
        }
    }

    private <T> T lockedForProcesses(Path real, Supplier<T> action) {
        Path path = real.resolveSibling(real.getFileName() + ".lock");
        try (FileChannel channel = FileChannel.open(path, CREATE_OR_OPEN, ownerOnly(path))) {
            FileLock held = lock(channel);
            try {
                return action.get();
            } finally {
                held.release();
            }
        } catch (FileLockInterruptionException | ClosedByInterruptException | InterruptedException e) {
            throw interrupted(e);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be locked: check the directory's permissions.", e);
        }
    }

    /** Who can open it can hold its lock, and keep everybody waiting. */
    private static FileAttribute<?>[] ownerOnly(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    /** Another class loader of this JVM may hold the lock, with locks for threads of its own; then the JDK does not wait. */
    private static FileLock lock(FileChannel channel) throws IOException, InterruptedException {
        while (true) {
            try {
                return channel.lock();
            } catch (OverlappingFileLockException e) {
                Thread.sleep(RETRY_MILLIS);
            }
        }
    }

    private ConnectionException interrupted(Exception e) {
        Thread.currentThread().interrupt();
        return new ConnectionException("The thread was interrupted while it waited for the lock of " + file + ".", e);
    }

    private void makeDirectory() {
        try {
            Files.createDirectories(directory());
        } catch (IOException e) {
            throw new UncheckedIOException(directory() + " cannot be made: check its permissions.", e);
        }
    }

    /** The file behind all links, so that whoever reaches it by another path means the same. */
    private Path real() {
        try {
            return Files.exists(file)
                    ? file.toRealPath()
                    : directory().toRealPath().resolve(file.getFileName());
        } catch (IOException e) {
            return file;
        }
    }

    private Path directory() {
        return file.resolveSibling("");
    }
}
