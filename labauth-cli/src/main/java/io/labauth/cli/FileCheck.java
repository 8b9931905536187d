package io.labauth.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;
import java.util.Set;

/** Whether a file that holds keys is for its owner alone. */
final class FileCheck {
    private static final Set<PosixFilePermission> OF_OTHERS =
            Set.of(PosixFilePermission.GROUP_READ, PosixFilePermission.OTHERS_READ);

    private FileCheck() {}

    /** Empty if there is no such file. */
    static Optional<Check> of(String subject, Path file) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            boolean open = Files.getPosixFilePermissions(file).stream().anyMatch(OF_OTHERS::contains);
            return Optional.of(
                    open
                            ? Check.problem(
                                    subject, "Others on this machine can read " + file + ".", "chmod 600 " + file)
                            : Check.ok(subject, file + " is for its owner alone."));
        } catch (IOException e) {
            return Optional.of(Check.problem(subject, file + " cannot be looked at.", "Check who owns it."));
        } catch (UnsupportedOperationException e) {
            return Optional.of(Check.ok(subject, file + " is there."));
        }
    }
}
