package io.labauth.local;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Starts a program. */
@FunctionalInterface
interface Launcher {
    /** Whether the program could be started and did not fail at once. */
    boolean starts(List<String> command);

    static Launcher processes() {
        return command -> {
            try {
                return goesOn(start(command));
            } catch (IOException e) {
                return false;
            }
        };
    }

    /** Whether it runs on for two seconds, or ends well within them. */
    static boolean goesOn(Process process) {
        try {
            return !process.waitFor(2, TimeUnit.SECONDS) || process.exitValue() == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** Without a shell, and with nowhere to print: some browsers write their addresses. */
    static Process start(List<String> command) throws IOException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(Redirect.DISCARD)
                .start();
    }
}
