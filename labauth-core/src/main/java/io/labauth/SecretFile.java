package io.labauth;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/**
 * A file with one secret, which its owner alone can read: mode 0600 where the file system knows such modes.
 *
 * <p>A write replaces the file as a whole, so that a reader sees the old secret or the new one. Immutable; safe for use by several threads and
 * processes, the last write wins.
 *
 * @param path the file; its directory must be there
 */
public record SecretFile(Path path) {
    private static final Set<PosixFilePermission> OTHERS = PosixFilePermissions.fromString("---rwxrwx");
    private static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    /**
     * Writes the secret.
     *
     * @param secret what the file holds afterwards
     * @throws UncheckedIOException if it cannot be written; the file is then as before
     */
    public void write(Secret secret) {
        Path directory = path.toAbsolutePath().resolveSibling(".").normalize();
        try {
            Path fresh = Files.createTempFile(directory, ".secret", ".tmp", attributes(directory));
            try {
                Files.writeString(fresh, secret.reveal());
                Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(fresh);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(path + " cannot be written: check the directory's permissions.", e);
        }
    }

    /**
     * Reads the secret.
     *
     * @return what was written last; empty if there is no such file, or nothing in it
     * @throws IllegalStateException if others than the owner may read or write the file; says what to do
     * @throws UncheckedIOException if it cannot be read
     */
    public Optional<Secret> read() {
        try {
            refuseIfOpenToOthers();
            return Optional.of(Files.readString(path))
                    .filter(text -> !text.isBlank())
                    .map(Secret::of);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(path + " cannot be read: check that it is a file and its permissions.", e);
        }
    }

    /**
     * Removes the file, if it is there.
     *
     * @throws UncheckedIOException if it cannot be removed
     */
    public void delete() {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new UncheckedIOException(path + " cannot be removed: check the directory's permissions.", e);
        }
    }

    private void refuseIfOpenToOthers() throws IOException {
        if (knowsModes(path) && Files.getPosixFilePermissions(path).stream().anyMatch(OTHERS::contains)) {
            throw new IllegalStateException("The file " + path
                    + " is open to others than its owner: chmod 600 it, and sign in again if it was.");
        }
    }

    private static FileAttribute<?>[] attributes(Path directory) {
        return knowsModes(directory) ? new FileAttribute<?>[] {OWNER_ONLY} : new FileAttribute<?>[0];
    }

    private static boolean knowsModes(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
