package io.labauth.keys;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;

/** A file that holds keys. */
public final class KeyFile {
    private static final Logger LOG = System.getLogger(KeyFile.class.getName());
    private static final Set<PosixFilePermission> OF_OTHERS =
            EnumSet.of(PosixFilePermission.GROUP_READ, PosixFilePermission.OTHERS_READ);

    private KeyFile() {}

    /**
     * Warns in the log if others than the owner can read the file, naming it and the fix; where files have no such permissions, or the
     * file is not there, it says nothing.
     *
     * @param file the file from which a key is about to be taken
     * @return the same file
     */
    public static Path warnIfReadByOthers(Path file) {
        if (canBeReadByOthers(file)) {
            LOG.log(
                    Level.WARNING,
                    "{0} holds keys, and others on this machine can read it. The fix: chmod 600 {0}",
                    file.toAbsolutePath());
        }
        return file;
    }

    private static boolean canBeReadByOthers(Path file) {
        try {
            return Files.getPosixFilePermissions(file).stream().anyMatch(OF_OTHERS::contains);
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }
}
