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
    static @Nullable InputStream input() {
        return isThere() ? System.in : null;
    }

    /** Since JDK 22 there is a console in any case; then the device decides. */
    @SuppressWarnings("SystemConsoleNull")
    private static boolean isThere() {
        return System.console() != null && (Runtime.version().feature() < 22 || isTerminalDevice());
    }

    private static boolean isTerminalDevice() {
        try {
            return DEVICE.matcher(Path.of("/dev/stdin").toRealPath().toString()).matches();
        } catch (IOException e) {
            return false;
        }
    }
}
