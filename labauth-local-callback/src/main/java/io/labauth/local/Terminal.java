package io.labauth.local;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Whether somebody sits at the standard input, who could paste an address. */
final class Terminal {
    private static final Pattern DEVICE = Pattern.compile("/dev/(tty|pts/).*");

    private Terminal() {}

    /** The standard input; null where it is a file or a pipe, whose content is the program's. */
    @SuppressWarnings("SystemConsoleNull")
    static @Nullable InputStream input() {
        boolean there = System.console() != null && isThere(Runtime.version().feature(), Path.of("/dev/stdin"));
        return there ? System.in : null;
    }

    /** From JDK 22 to 24 there is a console in any case (JDK-8361911); then the device decides. */
    static boolean isThere(int version, Path standardInput) {
        return version < 22 || version > 24 || isTerminal(standardInput);
    }

    private static boolean isTerminal(Path device) {
        try {
            return DEVICE.matcher(device.toRealPath().toString()).matches();
        } catch (IOException e) {
            return false;
        }
    }
}
