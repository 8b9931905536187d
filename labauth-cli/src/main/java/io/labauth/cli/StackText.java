package io.labauth.cli;

import io.labauth.LabAuthException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A stack trace with the messages that labauth has written itself; those of others may repeat an address, and a secret in it. */
final class StackText {
    private StackText() {}

    static String of(Throwable problem) {
        StringBuilder text = new StringBuilder();
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        for (@Nullable Throwable each = problem; each != null && seen.add(each); each = each.getCause()) {
            text.append(seen.size() == 1 ? "" : "Caused by: ")
                    .append(head(each))
                    .append('\n');
            for (StackTraceElement frame : each.getStackTrace()) {
                text.append("    at ").append(frame).append('\n');
            }
        }
        return text.toString();
    }

    private static String head(Throwable problem) {
        String type = problem.getClass().getName();
        return problem instanceof LabAuthException
                ? type + ": " + Printable.of(String.valueOf(problem.getMessage()))
                : type;
    }
}
