package io.labauth;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/**
 * A file with one secret, which its owner alone can read: mode 0600 where the file system knows such modes.
 *
 * <p>A write replaces the file as a whole once the secret is on the disk, so that a reader sees the old secret or the new one, whenever the
 * program is killed or the power fails; what a killed program leaves beside it, {@code .secret….tmp}, is for its owner alone too. Immutable;
 * safe for use by several threads and processes, the last write wins.
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
                writeThrough(fresh, secret);
                Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(fresh);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    path + " cannot be written: check the directory's permissions and the space left.", e);
        }
    }

    /** To the disk: otherwise the new name could outlive a power failure, and what it names not. */
    private static void writeThrough(Path fresh, Secret secret) throws IOException {
        try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(secret.reveal());
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
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
