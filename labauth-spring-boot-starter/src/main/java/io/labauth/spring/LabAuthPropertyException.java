package io.labauth.spring;

import org.jspecify.annotations.Nullable;

/** A setting with which the application does not start: which, what is wrong, and what to set in its place. Shows no secret. */
final class LabAuthPropertyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What to do, with an example. */
    private final String action;

    LabAuthPropertyException(@Nullable String message, String action) {
        super(message);
        this.action = action;
    }

    String action() {
        return action;
    }
}
