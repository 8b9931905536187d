package io.labauth.keys;

import io.labauth.Secret;
import io.labauth.SecretFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
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
        try {
            Files.createDirectories(directory());
        } catch (IOException e) {
            throw new UncheckedIOException(directory() + " cannot be made: check its permissions.", e);
        }
        new SecretFile(file).write(Secret.of(text));
    }

    /**
     * Removes the file if it is there.
     *
     * @throws UncheckedIOException if it cannot be removed
     */
    public void delete() {
        new SecretFile(file).delete();
    }

    /**
     * Does something while no other thread and no other process does so with this file. A file of the same name with {@code .lock}
     * behind it stands for that, and stays.
     *
     * @param <T> what it gives
     * @param action what to do
     * @return what the action gave
     * @throws UncheckedIOException if the file cannot be locked
     */
    public <T> T locked(Supplier<T> action) {
        ReentrantLock lock = LOCKS.computeIfAbsent(file, path -> new ReentrantLock());
        lock.lock();
        try {
            return lock.getHoldCount() > 1 ? action.get() : lockedForProcesses(action);
        } finally {
            lock.unlock();
        }
    }

    private <T> T lockedForProcesses(Supplier<T> action) {
        try {
            Files.createDirectories(directory());
            Path path = file.resolveSibling(file.getFileName() + ".lock");
            try (FileChannel channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock held = channel.lock()) {
                return held.isValid() ? action.get() : lockedForProcesses(action);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be locked: check the directory's permissions.", e);
        }
    }

    private Path directory() {
        return file.resolveSibling("");
    }
}
